// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/statusline.h"

#include "style/controlstyle.h"
#include "style/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace stormdeck::ui {

namespace {

using style::Caption;

/// Its line does not grow when an operation comes.
constexpr int entryHeight = 24;

/// The first engine of the profile that has answered, a manager before others.
QString engineOf(const cluster::Snapshot &snapshot)
{
    const Machine *chosen = nullptr;
    for (const Machine &machine : snapshot.machines) {
        const auto facts = snapshot.engines.constFind(machine.name);
        if (facts == snapshot.engines.cend()) {
            continue;
        }
        if (facts->info.swarm.controlAvailable) {
            chosen = &machine;
            break;
        }
        chosen = chosen ? chosen : &machine;
    }
    if (!chosen) {
        return {};
    }
    return StatusLine::tr("%1 · API %2").arg(chosen->engine.text(), snapshot.engines[chosen->name].version.api.text());
}

QString zookeeperVersion(const cluster::Snapshot &snapshot)
{
    if (!snapshot.ensemble) {
        return {};
    }
    QStringList versions;
    for (const zookeeper::MemberAnswer &member : snapshot.ensemble->members) {
        if (member.srvr && !member.srvr->version.isEmpty() && !versions.contains(member.srvr->version)) {
            versions.append(member.srvr->version);
        }
    }
    return versions.isEmpty() ? QString() : StatusLine::tr("ZooKeeper %1").arg(versions.join(QStringLiteral(" / ")));
}

void setOrHide(Caption *caption, const QString &text)
{
    caption->setText(text);
    caption->setVisible(!text.isEmpty());
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent), m_running(new QHBoxLayout), m_none(new style::ElidedLabel(style::TextSize::Small)),
      m_engine(new Caption({}, style::TextSize::Small, Caption::Ink::Dim)),
      m_storm(new Caption({}, style::TextSize::Small, Caption::Ink::Dim)),
      m_zookeeper(new Caption({}, style::TextSize::Small, Caption::Ink::Dim))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 3, 14, 3);
    line->setSpacing(style::space::large);
    m_running->setSpacing(style::space::large);
    m_none->setText(tr("No operation running"));
    m_running->addWidget(m_none, 1);
    line->addLayout(m_running, 1);
    line->addWidget(m_engine);
    line->addWidget(m_storm);
    line->addWidget(m_zookeeper);
    setMinimumHeight(entryHeight + 6);
    show(watch::Picture());
}

StatusLine::Entry StatusLine::makeEntry(const QString &id)
{
    const Entry entry{new QWidget, new style::ElidedLabel(style::TextSize::Small)};
    auto *show = new QPushButton(tr("Show"));
    show->setFixedHeight(entryHeight);
    show->setToolTip(tr("Shows the window of this operation."));
    connect(show, &QPushButton::clicked, this, [this, id] { Q_EMIT operationWanted(id); });
    auto *parts = new QHBoxLayout(entry.row);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(style::space::small);
    parts->addWidget(entry.text);
    parts->addWidget(show);
    parts->addStretch(1);
    m_running->addWidget(entry.row, 1);
    return entry;
}

void StatusLine::showOperation(const QString &id, const QString &text)
{
    const auto [place, isNew] = m_operations.try_emplace(id);
    if (isNew) {
        place->second = makeEntry(id);
    }
    place->second.text->setText(text);
    place->second.row->findChild<QPushButton *>()->setAccessibleDescription(text);
    m_none->hide();
}

void StatusLine::endOperation(const QString &id)
{
    if (const auto place = m_operations.find(id); place != m_operations.end()) {
        place->second.row->hide();
        place->second.row->deleteLater();
        m_operations.erase(place);
    }
    m_none->setVisible(m_operations.empty());
}

void StatusLine::show(const watch::Picture &picture)
{
    const bool known = picture.snapshot != nullptr;
    setOrHide(m_engine, known ? engineOf(*picture.snapshot) : QString());
    const bool storm = known && picture.snapshot->storm && !picture.snapshot->storm->cluster.stormVersion.isEmpty();
    setOrHide(m_storm, storm ? tr("Storm %1").arg(picture.snapshot->storm->cluster.stormVersion) : QString());
    setOrHide(m_zookeeper, known ? zookeeperVersion(*picture.snapshot) : QString());
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    painter.fillRect(rect(), t.sidebar);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

} // namespace stormdeck::ui
