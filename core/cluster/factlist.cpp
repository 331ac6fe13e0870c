// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"

#include "cluster/rules.h"

#include <QCoreApplication>
#include <QLocale>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Explain)
};
} // namespace

FactList::FactList(const Snapshot &snapshot, const Freshness &freshness, Instant now)
    : m_snapshot(snapshot), m_freshness(freshness), m_now(now)
{
}

void FactList::engine(const QString &machine, const QString &what, const QString &value)
{
    add(what, value, Text::tr("Engine of %1").arg(machine), m_freshness.engines.value(machine, {.expected = false}));
}

void FactList::room(const QString &machine, const QString &what, const QString &value)
{
    const QString container = m_snapshot.rooms.value(machine).container;
    add(what, value, Text::tr("Container %1 on %2").arg(container, machine),
        m_freshness.rooms.value(machine, {.expected = false}));
}

void FactList::swarm(const QString &what, const QString &value)
{
    const QString manager = m_snapshot.swarm ? m_snapshot.swarm->manager : QString();
    add(what, value,
        manager.isEmpty() ? Text::tr("Swarm, by a manager") : Text::tr("Swarm, by manager %1").arg(manager),
        m_freshness.swarm);
}

void FactList::member(const QString &name, const QString &what, const QString &value)
{
    const QString route = m_snapshot.ensemble ? m_snapshot.ensemble->route : QString();
    add(what, value, route.isEmpty() ? Text::tr("Member %1").arg(name) : Text::tr("Member %1, by %2").arg(name, route),
        m_freshness.ensemble);
}

void FactList::storm(const QString &what, const QString &value)
{
    const QString route = m_freshness.storm.route.text;
    add(what, value, route.isEmpty() ? Text::tr("Storm UI") : Text::tr("Storm UI, by %1").arg(route),
        m_freshness.storm);
}

void FactList::ensemble(const QString &what, const QString &value)
{
    const QString route = m_snapshot.ensemble ? m_snapshot.ensemble->route : QString();
    add(what, value, route.isEmpty() ? Text::tr("All members") : Text::tr("All members, by %1").arg(route),
        m_freshness.ensemble);
}

void FactList::own(const QString &what, const QString &value)
{
    add(what, value, Text::tr("Stormdeck"), {.expected = false});
}

void FactList::add(const QString &what, const QString &value, const QString &source, const SourceAge &age)
{
    if (value.isEmpty()) {
        return;
    }
    Fact fact{.what = what, .value = value, .source = source, .age = ageState(age, m_now)};
    if (age.answered) {
        fact.ago = std::chrono::duration_cast<std::chrono::seconds>(m_now - *age.answered);
        fact.answeredAt = age.answeredAt;
    }
    m_facts.push_back(std::move(fact));
}

QString textOf(const std::optional<int> &number)
{
    return number ? QLocale().toString(*number) : QString();
}

QString textOf(const std::optional<qint64> &number)
{
    return number ? QLocale().toString(*number) : QString();
}

QString milliseconds(const std::optional<double> &time)
{
    return time ? Text::tr("%1 ms").arg(QLocale().toString(*time, 'f', 2)) : QString();
}

QString sinceText(const QDateTime &since, const FactList &facts)
{
    const auto passed = secondsSince(since, wallTime(facts.freshness(), facts.now()));
    return passed ? Text::tr("for %1").arg(duration(std::chrono::seconds(*passed))) : QString();
}

QString stateOf(const SourceAge &age, Instant now)
{
    switch (ageState(age, now)) {
    case AgeState::NotAsked:
        return Text::tr("there is nothing to ask");
    case AgeState::Waiting:
        return Text::tr("no answer yet");
    case AgeState::Fresh:
        return Text::tr("answers");
    case AgeState::Stale:
    case AgeState::Never:
        break;
    }
    const QString why = age.error ? sentence(*age.error) : Text::tr("its last answer is past its lifetime");
    return age.misses > 0 ? Text::tr("%n failed tries: %1", nullptr, age.misses).arg(why) : why;
}

} // namespace stormdeck::cluster
