// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/topbar.h"

#include "main/planeage.h"
#include "style/controlstyle.h"
#include "style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace stormdeck::ui {

using cluster::Health;
using style::Tone;

namespace {

/// A push button that does what the action does, with its text, its state and its tooltip.
QPushButton *buttonOf(QAction *action)
{
    auto *button = new QPushButton(action->text().remove(u'&'));
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

bool isExposed(const settings::Profile &profile)
{
    return std::any_of(profile.machines.begin(), profile.machines.end(),
                       [](const Machine &machine) { return machine.engine.isExposed(); });
}

} // namespace

HealthLook lookOf(Health health, int findings)
{
    const QString count = TopBar::tr(" · %n finding(s)", nullptr, findings);
    const QString more = findings > 0 ? count : QString();
    switch (health) {
    case Health::Empty:
        return {Tone::Accent, TopBar::tr("No swarm yet")};
    case Health::Healthy:
        return {Tone::Ok, TopBar::tr("Healthy")};
    case Health::Degraded:
        return {Tone::Warning, TopBar::tr("Degraded") + more};
    case Health::Failing:
        return {Tone::Bad, TopBar::tr("Failing") + more};
    case Health::Unknown:
        break;
    }
    return {Tone::Unknown, TopBar::tr("Not known") + more};
}

TopBar::TopBar(QAction *setUp, QAction *submit, QMenu *menu, QWidget *parent)
    : QWidget(parent), m_switch(new QToolButton), m_switchMenu(new QMenu(this)),
      m_plainTcp(new style::Badge(tr("Plain TCP"), Tone::Bad)), m_readOnly(new style::Badge(tr("Read-only"))), m_production(new style::Badge(tr("Production"), Tone::Bad)),
      m_health(new style::StateLabel(style::StateLabel::Shape::Pill)), m_swarm(new PlaneAge(tr("Swarm"))),
      m_ensemble(new PlaneAge(tr("ZooKeeper"))), m_storm(new PlaneAge(tr("Storm"))), m_submit(buttonOf(submit))
{
    setFixedHeight(qMax(52, QFontMetrics(style::textFont(style::TextSize::Body)).height() + 34));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 0, 14, 1);
    line->setSpacing(style::space::small);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_switch), static_cast<QWidget *>(m_production), static_cast<QWidget *>(m_plainTcp), static_cast<QWidget *>(m_readOnly),
          static_cast<QWidget *>(m_health), static_cast<QWidget *>(m_swarm), static_cast<QWidget *>(m_ensemble),
          static_cast<QWidget *>(m_storm)}) {
        line->addWidget(widget);
    }
    line->addStretch(1);
    line->addWidget(buttonOf(setUp));
    line->addWidget(m_submit);
    auto *more = new QToolButton;
    more->setIcon(style::icon(QStringLiteral("menu")));
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setToolTip(tr("All commands (F10)"));
    more->setAccessibleName(tr("Main menu"));
    more->setObjectName(QStringLiteral("mainMenu"));
    more->setShortcut(Qt::Key_F10);
    more->setFocusPolicy(Qt::StrongFocus);
    more->setFixedSize(34, 32);
    line->addWidget(more);

    m_plainTcp->setToolTip(tr("The engines of this cluster are reached over plain TCP. Anyone on that network has "
                              "root on the machines."));
    m_readOnly->setToolTip(tr("This connection is read-only. Nothing can be changed through it."));
    m_switch->setMenu(m_switchMenu);
    m_switch->setPopupMode(QToolButton::InstantPopup);
    m_switch->setFocusPolicy(Qt::StrongFocus);
    m_switch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_switch->setIcon(style::icon(QStringLiteral("connect")));
    m_switch->setMinimumHeight(32);
    m_switch->setMaximumWidth(260);
    m_switch->setObjectName(QStringLiteral("connectionSwitch"));
    for (style::Badge *badge : {m_production, m_plainTcp, m_readOnly}) {
        badge->setMinimumWidth(badge->sizeHint().width()); // a warning that is cut warns nobody
    }
    m_production->setToolTip(tr("This connection is marked as production."));
    m_production->hide();
    m_plainTcp->hide();
    m_readOnly->hide();
    rebuildSwitch();
    setIdle(true);
}

void TopBar::setProfiles(const QStringList &names, const QString &current)
{
    m_profiles = names;
    m_current = current;
    rebuildSwitch();
}

void TopBar::setConnection(const settings::Profile &profile)
{
    m_current = profile.name;
    m_plainTcp->setVisible(isExposed(profile));
    m_readOnly->setVisible(profile.readOnly);
    m_production->setVisible(profile.production);
    rebuildSwitch();
}

void TopBar::rebuildSwitch()
{
    m_switchMenu->clear();
    auto *group = new QActionGroup(m_switchMenu);
    for (const QString &name : std::as_const(m_profiles)) {
        // An ampersand in a name is no mnemonic.
        QAction *action = m_switchMenu->addAction(QString(name).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(name == m_current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT profileChosen(name); });
    }
    if (!m_profiles.isEmpty()) {
        m_switchMenu->addSeparator();
    }
    connect(m_switchMenu->addAction(tr("&Connect…")), &QAction::triggered, this, &TopBar::connectRequested);
    const QString shown = m_current.isEmpty() ? tr("Not connected") : m_current;
    const QFontMetrics metrics(m_switch->font());
    m_switch->setText(u' ' + metrics.elidedText(shown, Qt::ElideRight, 170).replace(u'&', QStringLiteral("&&")));
    m_switch->setToolTip(m_current.isEmpty() ? tr("Choose a cluster")
                                             : tr("Connected to %1").arg(m_current.toHtmlEscaped()));
    m_switch->setAccessibleName(tr("Connection: %1").arg(shown));
}

void TopBar::setHealth(cluster::Health health, int findings)
{
    const HealthLook look = lookOf(health, findings);
    m_health->setState(look.tone, look.words);
}

void TopBar::setAges(const cluster::Freshness &freshness, Instant now)
{
    m_swarm->setAge(freshness.swarm, now);
    m_ensemble->setAge(freshness.ensemble, now);
    m_storm->setAge(freshness.storm, now);
}

void TopBar::setIdle(bool idle)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_health), static_cast<QWidget *>(m_swarm),
                            static_cast<QWidget *>(m_ensemble), static_cast<QWidget *>(m_storm)}) {
        widget->setVisible(!idle);
    }
}

void TopBar::setSubmitPrimary(bool primary)
{
    style::setButtonLook(m_submit, primary ? style::ButtonLook::Primary : style::ButtonLook::Plain);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace stormdeck::ui
