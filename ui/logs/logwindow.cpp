// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logwindow.h"

#include "logs/logmodel.h"
#include "logs/logview.h"
#include "style/controlstyle.h"
#include "style/widgets.h"
#include "util/files.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

namespace stormdeck::ui {

using logs::Level;
using look::Label;
using look::Tone;

namespace {
constexpr std::chrono::milliseconds pace{50};

constexpr std::chrono::seconds noticeTime{10};

/// "nimbus on storm-1: the container ended; asked again in 3 s"
QString problemOf(const logs::SourceState &state, Instant now)
{
    if (!state.nextTry) {
        return LogWindow::tr("%1: %2").arg(state.name, state.error->reason);
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(*state.nextTry - now);
    return LogWindow::tr("%1: %2; connects again in %3 s")
        .arg(state.name, state.error->reason)
        .arg(std::max<qint64>(left.count(), 0));
}
} // namespace

LogWindow::LogWindow(const QString &title, const std::vector<logs::LogSource> &sources, docker::EngineClients clients,
                     logs::Successor successor, wizards::Background &background, const Clock &clock, QWidget *parent)
    : QDialog(parent), m_background(background), m_clock(clock), m_wanted(sources.size()),
      m_follower(std::make_unique<logs::Follower>(sources, std::move(clients), std::move(successor), clock)),
      m_states(m_follower->states()), m_model(new LogModel(m_follower->names(), this)),
      m_view(new LogView(m_model, background)), m_search(new QLineEdit), m_level(new QComboBox),
      m_follow(new QToolButton), m_state(new Label({}, Tone::Dim)), m_problem(new Label({}, Tone::Busy))
{
    setWindowTitle(tr("Logs of %1").arg(title));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    resize(1100, 680);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeTools());
    rows->addWidget(new style::Rule);
    rows->addWidget(m_view, 1);
    rows->addWidget(new style::Rule);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(16, 8, 16, 8);
    foot->setSpacing(4);
    foot->addWidget(m_problem);
    foot->addWidget(m_state);
    rows->addLayout(foot);
    connect(m_model, &LogModel::searched, this, &LogWindow::showFound);
    connect(&m_pace, &QTimer::timeout, this, &LogWindow::takeLines);
    m_pace.start(pace);
    m_noticeTime.setSingleShot(true);
    connect(&m_noticeTime, &QTimer::timeout, this, [this] { tell({}); });
    showState();
    m_search->setFocus();
}

LogWindow::~LogWindow()
{
    m_background.destroy(std::move(m_follower));
}

QWidget *LogWindow::makeTools()
{
    m_search->setPlaceholderText(tr("Show lines with…"));
    m_search->setAccessibleName(tr("Show only lines with this text"));
    m_search->setClearButtonEnabled(true);
    m_level->setAccessibleName(tr("Show only lines of this level"));
    m_level->addItem(tr("All levels"), int(Level::Unknown));
    m_level->addItem(tr("Warnings and errors"), int(Level::Warning));
    m_level->addItem(tr("Errors"), int(Level::Error));
    m_follow->setText(tr("Follow"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setFocusPolicy(Qt::StrongFocus);
    m_follow->setToolTip(tr("Stay at the newest line (End)"));
    auto *clear = new QPushButton(tr("&Clear"));
    auto *save = new QPushButton(tr("&Save…"));
    auto *tools = new QWidget;
    auto *columns = new QHBoxLayout(tools);
    columns->setContentsMargins(16, 10, 16, 10);
    columns->setSpacing(8);
    columns->addWidget(m_search, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_level, m_follow, clear, save}) {
        columns->addWidget(widget);
    }
    for (QPushButton *button : {clear, save}) {
        button->setAutoDefault(false);
    }
    connect(m_search, &QLineEdit::textChanged, this, &LogWindow::applyFilter);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogWindow::applyFilter);
    connect(m_follow, &QToolButton::toggled, m_view, &LogView::setFollowing);
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_model->clear();
        showState();
    });
    connect(save, &QPushButton::clicked, this, &LogWindow::save);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, [this] { m_search->setFocus(); });
    return tools;
}

/// In the search Escape ends that first; the window would take all lines with it.
void LogWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_search->hasFocus() && !m_search->text().isEmpty()) {
        return m_search->clear();
    }
    QDialog::keyPressEvent(event);
}

void LogWindow::takeLines()
{
    std::vector<logs::LogLine> lines = m_follower->take();
    std::vector<logs::SourceState> states = m_follower->states();
    if (lines.empty() && states == m_states) {
        showProblems(); // which count down
        return;
    }
    m_states = std::move(states);
    if (!lines.empty()) {
        m_model->setSources(m_follower->names());
        m_model->append(std::move(lines));
        m_view->keepUp();
    }
    showState();
}

void LogWindow::applyFilter()
{
    m_model->setFilter({Level(m_level->currentData().toInt()), m_search->text()});
    showFound();
}

void LogWindow::showFound()
{
    m_view->keepUp();
    showState();
}

void LogWindow::showState()
{
    const auto followed = std::count_if(m_states.begin(), m_states.end(),
                                        [](const logs::SourceState &state) { return state.isFollowed; });
    const QLocale locale;
    QStringList parts{
        tr("%1 of %n source(s) followed", nullptr, int(m_states.size())).arg(followed),
        tr("%1 of %2 lines shown")
            .arg(locale.toString(m_model->rowCount()), locale.toString(qulonglong(m_model->lineCount())))};
    if (m_model->isSearching()) {
        parts << tr("still searching");
    }
    if (m_model->dropped() > 0) {
        parts << tr("%1 older lines dropped").arg(locale.toString(m_model->dropped()));
    }
    m_state->setText(parts.join(QStringLiteral(" · ")));
    showProblems();
}

void LogWindow::showProblems()
{
    QStringList problems;
    if (!m_notice.isEmpty()) {
        problems << m_notice;
    }
    const Instant now = m_clock.now();
    for (const logs::SourceState &state : m_states) {
        if (state.error) {
            problems << problemOf(state, now);
        }
    }
    if (m_wanted > m_states.size()) {
        problems << tr("%n further source(s) are not followed", nullptr, int(m_wanted - m_states.size()));
    }
    const QString text = problems.join(QStringLiteral(" · "));
    if (text != m_problem->text()) {
        m_problem->setText(text);
    }
    m_problem->setVisible(!text.isEmpty());
}

void LogWindow::tell(const QString &notice)
{
    m_notice = notice;
    if (!notice.isEmpty()) {
        m_noticeTime.start(noticeTime);
    }
    showProblems();
}

void LogWindow::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the lines shown"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("log"));
    connect(dialog, &QFileDialog::fileSelected, this, &LogWindow::write);
    dialog->open();
}

void LogWindow::write(const QString &path)
{
    if (m_model->isSearching()) { // else it would lack what is found later
        connect(
            m_model, &LogModel::searched, this, [this, path] { write(path); }, Qt::SingleShotConnection);
        return;
    }
    std::vector<logs::LogLine> lines;
    lines.reserve(size_t(m_model->rowCount()));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        lines.push_back(m_model->line(row));
    }
    m_background.run(
        this,
        [path, lines = std::move(lines), sources = m_model->sources()](const std::stop_token &) {
            QByteArray content;
            for (const logs::LogLine &line : lines) {
                content += savedLine(line, sources.value(line.source));
            }
            return writePrivateFile(path, content);
        },
        [this, path](const Result<void> &written) {
            tell(written ? tr("Saved as %1.").arg(path) : sentence(written.error()));
        });
}

} // namespace stormdeck::ui
