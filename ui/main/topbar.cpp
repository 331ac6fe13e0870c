// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/topbar.h"

#include "main/findfield.h"
#include "main/nexttry.h"
#include "main/planeage.h"
#include "style/actionbutton.h"
#include "style/controlstyle.h"
#include "style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace stormdeck::ui {

using cluster::ClusterPlane;
using cluster::Health;
using style::Tone;

namespace {

constexpr int controlHeight = 32;

/// A push button that does what the action does, with its text, its state and its tooltip.
QPushButton *buttonOf(QAction *action)
{
    QPushButton *button = style::actionButton(action);
    button->setText(action->text().remove(u'&'));
    button->setAccessibleName(button->text());
    return button;
}

/// With its words, or with its icon alone.
void setLabelled(QPushButton *button, bool labelled, const QString &icon)
{
    button->setText(labelled ? button->accessibleName() : QString());
    button->setIcon(labelled ? QIcon() : style::icon(icon));
}

bool isExposed(const settings::Profile &profile)
{
    return std::any_of(profile.machines.begin(), profile.machines.end(),
                       [](const Machine &machine) { return machine.engine.isExposed(); });
}

/// Whose last try failed, and when each is tried next; the first few of them.
QStringList failingSources(const cluster::Freshness &freshness, Instant now)
{
    constexpr qsizetype most = 6;
    QStringList lines;
    const auto add = [&](const QString &name, const cluster::SourceAge &age) {
        if (isFailing(age)) {
            lines << TopBar::tr("%1: %2").arg(name, nextTryWords(age, now));
        }
    };
    add(TopBar::tr("Swarm"), freshness.swarm);
    add(TopBar::tr("ZooKeeper"), freshness.ensemble);
    add(TopBar::tr("Storm"), freshness.storm);
    for (auto engine = freshness.engines.cbegin(); engine != freshness.engines.cend(); ++engine) {
        add(TopBar::tr("Engine of %1").arg(engine.key()), *engine);
    }
    if (lines.size() > most) {
        const int more = static_cast<int>(lines.size() - most);
        lines = lines.first(most) << TopBar::tr("and %n more", nullptr, more);
    }
    return lines;
}

} // namespace

HealthLook lookOf(Health health, int findings)
{
    const QString count = TopBar::tr(" · %n finding(s)", nullptr, findings);
    const auto counted = [&](Tone tone, const QString &words) {
        return HealthLook{tone, findings > 0 ? words + count : words, words};
    };
    switch (health) {
    case Health::Empty:
        return {Tone::Accent, TopBar::tr("No swarm yet"), TopBar::tr("No swarm yet")};
    case Health::Healthy:
        return {Tone::Ok, TopBar::tr("Healthy"), TopBar::tr("Healthy")};
    case Health::Degraded:
        return counted(Tone::Warning, TopBar::tr("Degraded"));
    case Health::Failing:
        return counted(Tone::Bad, TopBar::tr("Failing"));
    case Health::Unknown:
        break;
    }
    return counted(Tone::Unknown, TopBar::tr("Not known"));
}

TopBar::TopBar(const Actions &actions, QWidget *parent)
    : QWidget(parent), m_switch(new QToolButton), m_switchMenu(new QMenu(this)),
      m_plainTcp(new style::Badge(tr("Plain TCP"), Tone::Bad)), m_readOnly(new style::Badge(tr("Read-only"))),
      m_production(new style::Badge(tr("Production"), Tone::Bad)),
      m_recording(new style::Badge(tr("Recording"), Tone::Accent)),
      m_health(new style::StateLabel(style::StateLabel::Shape::Pill)), m_swarm(new PlaneAge(ClusterPlane::Swarm)),
      m_ensemble(new PlaneAge(ClusterPlane::Ensemble)), m_storm(new PlaneAge(ClusterPlane::Storm)),
      m_retry(new QPushButton(tr("Retry now"))), m_setUp(buttonOf(actions.setUp)), m_submit(buttonOf(actions.submit))
{
    setFixedHeight(qMax(52, QFontMetrics(style::textFont(style::TextSize::Body)).height() + 34));
    addParts(actions);
    m_plainTcp->setToolTip(tr("The engines of this cluster are reached over plain TCP. Anyone on that network has "
                              "root on the machines."));
    m_readOnly->setToolTip(
        tr("This connection is read-only. Nothing can be changed through it. Relays are used all the "
           "same: they run a command in a container, but change nothing."));
    m_switch->setMenu(m_switchMenu);
    m_switch->setPopupMode(QToolButton::InstantPopup);
    m_switch->setFocusPolicy(Qt::StrongFocus);
    m_switch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_switch->setIcon(style::icon(QStringLiteral("connect")));
    m_switch->setMinimumHeight(controlHeight);
    m_switch->setMaximumWidth(260);
    m_switch->setObjectName(QStringLiteral("connectionSwitch"));
    m_retry->setAccessibleName(m_retry->text());
    style::setButtonLook(m_retry, style::ButtonLook::Quiet);
    connect(m_retry, &QPushButton::clicked, actions.refresh, &QAction::trigger);
    for (PlaneAge *age : {m_swarm, m_ensemble, m_storm}) {
        connect(age, &PlaneAge::whyRequested, this, &TopBar::whyRequested);
    }
    for (style::Badge *badge : {m_production, m_plainTcp, m_readOnly, m_recording}) {
        badge->setMinimumWidth(badge->sizeHint().width()); // a warning that is cut warns nobody
        badge->hide();
    }
    m_production->setToolTip(tr("This connection is marked as production."));
    m_recording->setToolTip(tr("What the cluster answers is being recorded."));
    rebuildSwitch();
    setIdle(true);
}

void TopBar::addParts(const Actions &actions)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 0, 14, 1);
    line->setSpacing(style::space::small);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_switch), static_cast<QWidget *>(m_production), static_cast<QWidget *>(m_plainTcp),
          static_cast<QWidget *>(m_readOnly), static_cast<QWidget *>(m_recording), static_cast<QWidget *>(m_health),
          static_cast<QWidget *>(m_swarm), static_cast<QWidget *>(m_ensemble), static_cast<QWidget *>(m_storm),
          static_cast<QWidget *>(m_retry)}) {
        line->addWidget(widget);
    }
    line->addStretch(1);
    line->addWidget(new FindField(actions.find));
    line->addWidget(m_setUp);
    line->addWidget(m_submit);
    auto *more = new QToolButton;
    more->setIcon(style::icon(QStringLiteral("menu")));
    more->setMenu(actions.menu);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setToolTip(tr("All commands (F10)"));
    more->setAccessibleName(tr("Main menu"));
    more->setObjectName(QStringLiteral("mainMenu"));
    more->setShortcut(Qt::Key_F10);
    more->setFocusPolicy(Qt::StrongFocus);
    more->setFixedSize(34, controlHeight);
    line->addWidget(more);
}

void TopBar::setProfiles(const QStringList &names, const QString &current)
{
    m_profiles = names;
    m_current = current;
    rebuildSwitch();
}

void TopBar::setRecording(bool on)
{
    m_recording->setVisible(on);
    fit();
}

void TopBar::setRetryOffered(bool offered)
{
    if (std::exchange(m_offersRetry, offered) != offered) {
        m_retry->setVisible(m_isFailing && m_offersRetry);
        fit();
    }
}

void TopBar::setConnection(const settings::Profile &profile)
{
    m_current = profile.name;
    m_plainTcp->setVisible(isExposed(profile));
    m_readOnly->setVisible(profile.readOnly);
    m_production->setVisible(profile.production);
    rebuildSwitch();
    fit();
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
    showSwitch();
}

void TopBar::showSwitch()
{
    const int room = m_room >= Room::Least ? 56 : m_room >= Room::ShortStates ? 90 : 170;
    const QString shown = m_current.isEmpty() ? tr("Not connected") : m_current;
    const QFontMetrics metrics(m_switch->font());
    m_switch->setText(u' ' + metrics.elidedText(shown, Qt::ElideRight, room).replace(u'&', QStringLiteral("&&")));
    m_switch->setToolTip(m_current.isEmpty() ? tr("Choose a cluster")
                                             : style::plainTip(tr("Connected to %1").arg(m_current)));
    m_switch->setAccessibleName(tr("Connection: %1").arg(shown));
}

void TopBar::setHealth(cluster::Health health, int findings)
{
    const HealthLook look = lookOf(health, findings);
    m_healthTone = look.tone;
    m_healthWords = look.words;
    m_healthShort = look.shortly;
    m_health->setState(m_healthTone, m_room >= Room::ShortStates ? m_healthShort : m_healthWords);
    m_health->setToolTip(m_healthWords);
    fit();
}

void TopBar::setAges(const cluster::Freshness &freshness, Instant now)
{
    m_swarm->setAge(freshness.swarm, now);
    m_ensemble->setAge(freshness.ensemble, now);
    m_storm->setAge(freshness.storm, now);
    showRetry(freshness, now);
    fit();
}

void TopBar::showRetry(const cluster::Freshness &freshness, Instant now)
{
    m_isFailing = isAnyFailing(freshness);
    m_retry->setVisible(m_isFailing && m_offersRetry);
    if (m_isFailing) {
        const QString failing = failingSources(freshness, now).join(u'\n');
        m_retry->setToolTip(tr("Asks all sources now (F5)") + u'\n' + failing);
        m_retry->setAccessibleDescription(failing);
    }
}

void TopBar::fit()
{
    if (measures() == m_fitted) {
        return;
    }
    take(Room::Least);
    const int least = layout()->minimumSize().width();
    for (const Room room : {Room::Enough, Room::NoButtonLabels, Room::ShortStates, Room::NarrowAges, Room::Least}) {
        take(room);
        if (layout()->minimumSize().width() <= width()) {
            break;
        }
    }
    m_fitted = measures();
    if (std::exchange(m_least, least) != least) {
        updateGeometry();
    }
}

void TopBar::take(Room room)
{
    m_room = room;
    setLabelled(m_setUp, room < Room::NoButtonLabels, QStringLiteral("build"));
    showSubmit();
    setLabelled(m_retry, room < Room::Least, QStringLiteral("refresh"));
    m_health->setState(m_healthTone, room < Room::ShortStates ? m_healthWords : m_healthShort);
    for (PlaneAge *age : {m_swarm, m_ensemble, m_storm}) {
        age->setNarrow(room >= Room::NarrowAges);
    }
    showSwitch();
}

QStringList TopBar::measures() const
{
    return {QString::number(width()), QString::number(layout()->minimumSize().width()), m_healthWords, m_current};
}

void TopBar::setIdle(bool idle)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_health), static_cast<QWidget *>(m_swarm),
                            static_cast<QWidget *>(m_ensemble), static_cast<QWidget *>(m_storm)}) {
        widget->setVisible(!idle);
    }
    fit();
}

/// An icon alone has no contrast on the primary colour, and is too little for what a view is about.
void TopBar::showSubmit()
{
    const bool labelled = m_room < Room::NoButtonLabels;
    setLabelled(m_submit, labelled, QStringLiteral("submit"));
    style::setButtonLook(m_submit,
                         m_isSubmitPrimary && labelled ? style::ButtonLook::Primary : style::ButtonLook::Plain);
}

void TopBar::setSubmitPrimary(bool primary)
{
    m_isSubmitPrimary = primary;
    showSubmit();
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TopBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::LayoutDirectionChange) {
        m_fitted.clear();
        fit();
    }
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace stormdeck::ui
