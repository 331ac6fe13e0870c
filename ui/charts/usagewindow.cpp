// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/usagewindow.h"

#include "charts/linechart.h"
#include "charts/usagetable.h"
#include "style/margins.h"
#include "tables/columnchoice.h"
#include "tables/rowcopy.h"
#include "tables/sortmenu.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QHBoxLayout>

#include <algorithm>
#include <numeric>

namespace stormdeck::ui {

using look::Label;
using look::Tone;

namespace {
constexpr std::chrono::milliseconds pace{500};
constexpr double mebibyte = 1024.0 * 1024.0;

std::optional<double> coresOf(const usage::Reading &reading)
{
    return reading.cores;
}

std::optional<double> mebibytesOf(const usage::Reading &reading)
{
    return reading.memoryBytes ? std::optional(double(*reading.memoryBytes) / mebibyte) : std::nullopt;
}

/// One minute, five or all that is kept: the first into which the readings fit.
double shownMinutes(std::chrono::nanoseconds length)
{
    for (const int minutes : {1, 5}) {
        if (length <= std::chrono::minutes(minutes)) {
            return minutes;
        }
    }
    return double(UsageHistory::span.count());
}

QWidget *titled(const QString &title, QWidget *content)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::tiny);
    column->addWidget(new style::Caption(title, style::TextSize::Strong));
    column->addWidget(content, 1);
    return box;
}
} // namespace

UsageWindow::UsageWindow(const QString &title, std::vector<usage::UsageSource> sources, docker::EngineClients clients,
                         wizards::Background &background, const Clock &clock, QWidget *parent)
    : QDialog(parent), m_background(background), m_clock(clock), m_wanted(sources.size()),
      m_meter(std::make_unique<usage::Meter>(std::move(sources), std::move(clients), clock)),
      m_history(m_meter->sources().size()), m_errors(m_meter->sources().size()),
      m_cores(new LineChart(tr("CPU in cores, as lines; the table has the figures"))),
      m_memory(new LineChart(tr("Memory in MiB, as lines; the table has the figures"))), m_model(new UsageTable(this)),
      m_sorted(new tables::TableFilter(m_model, this)), m_table(new tables::Table(tr("Containers"))),
      m_state(new Label({}, Tone::Dim)), m_problem(new Label({}, Tone::Busy))
{
    setWindowTitle(tr("Resource use of %1").arg(title));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1000, 640);
    m_table->setModel(m_sorted);
    m_table->setSortable();
    tables::addCopyActions(*m_table);
    tables::addSortMenu(*m_table);
    tables::addColumnChoice(*m_table, QStringLiteral("containers"), m_model->columns());
    m_table->setStretchedColumn(UsageTable::Name);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEmptyText(tr("None of its containers runs on a machine of this connection."));
    auto *charts = new QHBoxLayout;
    charts->setSpacing(style::space::large);
    charts->addWidget(titled(tr("CPU, cores"), m_cores));
    charts->addWidget(titled(tr("Memory, MiB"), m_memory));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(style::space::large, style::space::medium, style::space::large, style::space::medium);
    rows->setSpacing(style::space::small);
    rows->addLayout(charts, 3);
    rows->addWidget(m_table, 2);
    rows->addWidget(m_problem);
    rows->addWidget(m_state);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showRows();
        showLines();
    });
    connect(&m_pace, &QTimer::timeout, this, &UsageWindow::takeReadings);
    m_pace.start(pace);
    showRows();
    showState();
    m_table->setFocus();
}

UsageWindow::~UsageWindow()
{
    m_background.destroy(std::move(m_meter));
}

void UsageWindow::takeReadings()
{
    const std::vector<usage::Reading> readings = m_meter->take();
    std::vector<std::optional<Error>> errors = m_meter->errors();
    if (readings.empty() && errors == m_errors) {
        return;
    }
    m_errors = std::move(errors);
    for (const usage::Reading &reading : readings) {
        m_history.add(reading);
    }
    showRows();
    showLines();
    showState();
}

std::vector<int> UsageWindow::drawn() const
{
    std::vector<int> sources;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        sources.push_back(m_sorted->mapToSource(index).row());
    }
    if (sources.empty()) {
        sources.resize(m_meter->sources().size());
        std::iota(sources.begin(), sources.end(), 0);
    }
    std::sort(sources.begin(), sources.end());
    sources.resize(std::min(sources.size(), size_t(mostLines)));
    return sources;
}

void UsageWindow::showLines()
{
    const Instant now = m_clock.now();
    const auto lines = [&](const UsageHistory::Figure &figure) {
        std::vector<ChartLine> all;
        for (const int source : drawn()) {
            all.push_back(
                {m_meter->sources()[size_t(source)].name, int(all.size()), m_history.pieces(source, figure, now)});
        }
        return all;
    };
    const double minutes = shownMinutes(m_history.length(now));
    m_cores->show(lines(coresOf), minutes);
    m_memory->show(lines(mebibytesOf), minutes);
}

void UsageWindow::showRows()
{
    const std::vector<int> lines = drawn();
    std::vector<UsageRow> rows;
    for (int source = 0; source < int(m_meter->sources().size()); ++source) {
        const usage::UsageSource &container = m_meter->sources()[size_t(source)];
        UsageRow row{.key = container.task.value, .name = container.name};
        const auto line = std::find(lines.begin(), lines.end(), source);
        row.colour = line == lines.end() ? -1 : int(line - lines.begin());
        const std::optional<Error> &error = m_errors[size_t(source)];
        const usage::Reading *reading = m_history.latest(source);
        if (error) {
            row.problem = sentence(*error);
        } else if (reading) {
            row.cores = reading->cores;
            row.memoryBytes = reading->memoryBytes;
            row.memoryLimitBytes = reading->memoryLimitBytes;
        }
        rows.push_back(std::move(row));
    }
    m_model->show(rows);
}

void UsageWindow::showState()
{
    QStringList problems;
    for (size_t source = 0; source < m_errors.size(); ++source) {
        if (m_errors[source]) {
            problems << tr("%1: %2").arg(m_meter->sources()[source].name, m_errors[source]->reason);
        }
    }
    if (m_wanted > m_meter->sources().size()) {
        problems << tr("%n further container(s) are not read", nullptr, int(m_wanted - m_meter->sources().size()));
    }
    const int all = int(m_meter->sources().size());
    QStringList parts{tr("%n container(s), read every two seconds", nullptr, all)};
    if (all > mostLines) {
        parts << tr("select up to %1 rows to draw their lines").arg(mostLines);
    }
    m_state->setText(parts.join(QStringLiteral(" · ")));
    m_problem->setText(problems.join(QStringLiteral(" · ")));
    m_problem->setVisible(!problems.isEmpty());
}

} // namespace stormdeck::ui
