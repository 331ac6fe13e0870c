// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/startpage.h"

#include "main/nexttry.h"
#include "style/controlstyle.h"
#include "style/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace stormdeck::ui {

namespace {

constexpr int columnWidth = 560;

const cluster::SourceAge *soonest(const cluster::Freshness &freshness)
{
    const cluster::SourceAge *first = nullptr;
    for (const cluster::SourceAge &age : freshness.engines) {
        first = !first || age.nextTry < first->nextTry ? &age : first;
    }
    return first;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent), m_picture(new QLabel), m_title(new style::Caption({}, style::TextSize::Heading)),
      m_words(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)), m_card(new style::Card),
      m_lines(new QVBoxLayout), m_primary(new QPushButton), m_second(new QPushButton)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(style::space::medium);
    m_picture->setPixmap(style::applicationIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    m_picture->setFixedSize(64, 64);
    m_words->setWordWrap(true);
    m_title->setWordWrap(true);
    style::setButtonLook(m_primary, style::ButtonLook::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_primary);
    buttons->addWidget(m_second);
    buttons->addStretch();
    m_card->body()->addLayout(m_lines);
    for (QWidget *widget : {static_cast<QWidget *>(m_picture), static_cast<QWidget *>(m_title),
                            static_cast<QWidget *>(m_words), static_cast<QWidget *>(m_card)}) {
        column->addWidget(widget);
    }
    column->addSpacing(style::space::tiny);
    column->addLayout(buttons);
    auto *holder = new QWidget;
    holder->setLayout(column);
    holder->setFixedWidth(columnWidth);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(2);
    auto *centred = new QHBoxLayout;
    centred->addStretch();
    centred->addWidget(holder);
    centred->addStretch();
    outer->addLayout(centred);
    outer->addStretch(3);
    connect(m_primary, &QPushButton::clicked, this,
            [this] { m_mode == Mode::Failed ? Q_EMIT refreshRequested() : Q_EMIT connectRequested(); });
    connect(m_second, &QPushButton::clicked, this,
            [this] { m_mode == Mode::Failed ? Q_EMIT changeRequested() : Q_EMIT setUpRequested(); });
    showNotConnected();
}

void StartPage::setMode(Mode mode)
{
    m_mode = mode;
    const bool offers = mode == Mode::NotConnected || (mode == Mode::Failed && m_mayAsk);
    m_primary->setVisible(offers);
    m_second->setVisible(offers);
    m_card->setVisible(mode != Mode::NotConnected);
    m_primary->setText(mode == Mode::Failed ? tr("Retry now") : tr("Connect…"));
    m_second->setText(mode == Mode::Failed ? tr("Change the connection…") : tr("Set up a cluster…"));
}

void StartPage::showNotConnected()
{
    setMode(Mode::NotConnected);
    m_title->setText(tr("No cluster is connected"));
    m_words->setText(tr("Here you will see the machines of your cluster, and on each the swarm, the ZooKeeper "
                        "ensemble and the Storm slots. Connect to Docker engines that you can reach, or set up a "
                        "cluster on machines where Docker already runs. Nothing is installed by looking."));
}

void StartPage::showWaiting(const settings::Profile &profile)
{
    setMode(Mode::Waiting);
    m_title->setText(tr("Connecting to %1").arg(profile.name));
    m_words->setText(tr("Waiting for the first answer of its engines."));
    QList<QPair<QString, QString>> lines;
    for (const Machine &machine : profile.machines) {
        lines.append({machine.name, machine.engine.text()});
    }
    setLines(lines);
}

void StartPage::showFailed(const settings::Profile &profile, const cluster::Freshness &freshness, Instant now)
{
    setMode(Mode::Failed);
    m_title->setText(tr("No engine of %1 answers").arg(profile.name));
    const cluster::SourceAge *next = soonest(freshness);
    const QString when = next ? nextTrySentence(*next, now) : QString();
    m_words->setText(m_mayAsk ? QStringList{tr("Stormdeck keeps trying."), when}.join(u' ').trimmed() : QString());
    QList<QPair<QString, QString>> lines;
    for (auto it = freshness.engines.cbegin(); it != freshness.engines.cend(); ++it) {
        lines.append({it.key(), it->error ? sentence(*it->error) : tr("No answer yet.")});
    }
    setLines(lines);
}

void StartPage::setLines(const QList<QPair<QString, QString>> &lines)
{
    if (lines == m_shown) {
        return;
    }
    m_shown = lines;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    constexpr qsizetype most = 6;
    for (qsizetype i = 0; i < qMin(most, lines.size()); ++i) {
        m_lines->addWidget(new style::Caption(lines[i].first, style::TextSize::Strong));
        auto *words = new style::Caption(lines[i].second, style::TextSize::Body, style::Caption::Ink::Dim);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_lines->addWidget(words);
    }
    if (lines.size() > most) {
        const int more = static_cast<int>(lines.size() - most);
        m_lines->addWidget(new style::Caption(tr("and %n more", nullptr, more), style::TextSize::Small));
    }
}

} // namespace stormdeck::ui
