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
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>

namespace stormdeck::ui {

using logs::Level;
using look::Label;
using look::Tone;

namespace {
constexpr std::chrono::milliseconds pace{50};

QStringList namesOf(const std::vector<logs::LogSource> &sources)
{
    QStringList names;
    for (const logs::LogSource &source : sources) {
        names << source.name;
    }
    return names;
}
} // namespace

LogWindow::LogWindow(const QString &title, std::vector<logs::LogSource> sources, logs::EngineClients clients,
                     wizards::Background &background, const Clock &clock, QWidget *parent)
    : QDialog(parent), m_background(background), m_wanted(sources.size()),
      m_follower(std::make_unique<logs::Follower>(std::move(sources), std::move(clients), clock)),
      m_model(new LogModel(namesOf(m_follower->sources()), this)), m_view(new LogView(m_model)),
      m_search(new QLineEdit), m_level(new QComboBox), m_follow(new QToolButton), m_state(new Label({}, Tone::Dim)),
      m_problem(new Label({}, Tone::Busy))
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
    connect(&m_pace, &QTimer::timeout, this, &LogWindow::takeLines);
    m_pace.start(pace);
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

void LogWindow::takeLines()
{
    std::vector<logs::LogLine> lines = m_follower->take();
    std::vector<logs::SourceState> states = m_follower->states();
    if (lines.empty() && states == m_states) {
        return;
    }
    m_states = std::move(states);
    if (!lines.empty()) {
        m_model->append(std::move(lines));
        m_view->keepUp();
    }
    showState();
}

void LogWindow::applyFilter()
{
    m_model->setFilter({Level(m_level->currentData().toInt()), m_search->text().toUtf8()});
    m_view->keepUp();
    showState();
}

void LogWindow::showState()
{
    int followed = 0;
    QStringList problems;
    for (size_t i = 0; i < m_states.size(); ++i) {
        followed += m_states[i].isFollowed ? 1 : 0;
        if (m_states[i].error) {
            problems << tr("%1: %2").arg(m_follower->sources()[i].name, m_states[i].error->reason);
        }
    }
    if (m_wanted > m_follower->sources().size()) {
        problems << tr("%n further source(s) are not followed", nullptr, int(m_wanted - m_follower->sources().size()));
    }
    const QLocale locale;
    QStringList parts{
        tr("%1 of %n source(s) followed", nullptr, int(m_follower->sources().size())).arg(followed),
        tr("%1 of %2 lines shown")
            .arg(locale.toString(m_model->rowCount()), locale.toString(qulonglong(m_model->lineCount())))};
    if (m_model->dropped() > 0) {
        parts << tr("%1 older lines dropped").arg(locale.toString(m_model->dropped()));
    }
    m_state->setText(parts.join(QStringLiteral(" · ")));
    m_problem->setText(problems.join(QStringLiteral(" · ")));
    m_problem->setVisible(!problems.isEmpty());
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
    std::vector<QString> lines;
    lines.reserve(size_t(m_model->rowCount()));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        lines.push_back(m_model->plainText(row));
    }
    m_background.run(
        this,
        [path, lines = std::move(lines)](const std::stop_token &) {
            QByteArray content;
            for (const QString &line : lines) {
                content += line.toUtf8() + '\n';
            }
            return writePrivateFile(path, content);
        },
        [this, path](const Result<void> &written) {
            m_problem->setText(written ? tr("Saved as %1.").arg(path) : sentence(written.error()));
            m_problem->show();
        });
}

} // namespace stormdeck::ui
