// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"
#include "cluster/rules.h"

#include <QCoreApplication>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainPlane)
};

const SourceAge &ageOf(const Freshness &freshness, ClusterPlane plane)
{
    switch (plane) {
    case ClusterPlane::Swarm:
        return freshness.swarm;
    case ClusterPlane::Ensemble:
        return freshness.ensemble;
    case ClusterPlane::Storm:
        break;
    }
    return freshness.storm;
}

/// The managers that are there to be asked; without a swarm all engines are.
void addManagers(FactList &facts)
{
    const QMap<QString, SourceAge> &engines = facts.freshness().engines;
    bool any = false;
    for (const NodeView &node : facts.snapshot().nodes) {
        if (node.role == docker::NodeRole::Manager && engines.contains(node.machine)) {
            facts.engine(node.machine, Text::tr("Manager %1").arg(node.name),
                         stateOf(engines.value(node.machine), facts.now()));
            any = true;
        }
    }
    for (auto engine = engines.begin(); !any && engine != engines.end(); ++engine) {
        facts.engine(engine.key(), Text::tr("Engine of %1").arg(engine.key()), stateOf(*engine, facts.now()));
    }
}

void addMembers(FactList &facts)
{
    for (const NodeView &node : facts.snapshot().nodes) {
        for (const MemberView &member : node.members) {
            facts.member(member.name, Text::tr("Member %1").arg(member.name), memberText(member));
        }
    }
}

void addUis(FactList &facts)
{
    for (const NodeView &node : facts.snapshot().nodes) {
        for (const DaemonView &daemon : node.daemons) {
            if (daemon.role == StormRole::Ui) {
                facts.swarm(Text::tr("Swarm task of the Storm UI on %1").arg(node.name), daemon.task.word);
                facts.swarm(Text::tr("Error of that swarm task"), daemon.taskError);
            }
        }
    }
}

void addSources(FactList &facts, ClusterPlane plane)
{
    switch (plane) {
    case ClusterPlane::Swarm:
        return addManagers(facts);
    case ClusterPlane::Ensemble:
        facts.own(Text::tr("Asked by"), facts.snapshot().ensemble ? facts.snapshot().ensemble->route : QString());
        return addMembers(facts);
    case ClusterPlane::Storm:
        facts.own(Text::tr("Asked by"), facts.freshness().storm.route.text);
        return addUis(facts);
    }
}

QString ago(Instant then, const FactList &facts)
{
    return Text::tr("%1 ago").arg(duration(facts.now() - then));
}

void addFailedTries(FactList &facts, const SourceAge &age)
{
    if (!isFailing(age)) {
        return;
    }
    facts.own(Text::tr("Failed tries since then"), QString::number(age.misses));
    facts.own(Text::tr("First of them"), age.failingSince ? ago(*age.failingSince, facts) : QString());
    if (age.error) {
        facts.own(Text::tr("Error of the last try"), sentence(*age.error));
        facts.own(Text::tr("Layer at which it failed"), word(age.error->layer));
    }
    facts.own(Text::tr("Next try"),
              age.nextTry > facts.now() ? Text::tr("in %1").arg(duration(age.nextTry - facts.now())) : Text::tr("now"));
}

/// What was counted here, about the asking itself.
void addTries(FactList &facts, const SourceAge &age)
{
    if (!age.expected) {
        return;
    }
    facts.own(Text::tr("Last answer"), age.answered ? ago(*age.answered, facts) : Text::tr("never"));
    facts.own(Text::tr("An answer is current for"), duration(age.lifetime));
    addFailedTries(facts, age);
}

QString whyStale(const SourceAge &age, Instant now)
{
    if (isFailing(age)) {
        return Text::tr("Its facts are shown as old: %n tries have failed since its last answer.", nullptr, age.misses);
    }
    return Text::tr("Its facts are shown as old: its last answer came %1 ago, and an answer is current for %2.")
        .arg(duration(now - *age.answered), duration(age.lifetime));
}

QString whyPlane(const SourceAge &age, Instant now)
{
    switch (ageState(age, now)) {
    case AgeState::NotAsked:
        return Text::tr("Nothing of it is there to be asked.");
    case AgeState::Waiting:
        return Text::tr("It is waited for: no try has ended yet.");
    case AgeState::Never:
        return Text::tr("It is shown as without an answer: %n tries have failed, and none has succeeded.", nullptr,
                        age.misses);
    case AgeState::Stale:
        return whyStale(age, now);
    case AgeState::Fresh:
        break;
    }
    return Text::tr("Its facts are current: its last answer came %1 ago, and an answer is current for %2.")
        .arg(duration(now - *age.answered), duration(age.lifetime));
}
} // namespace

QString explainPlane(FactList &facts, ClusterPlane plane)
{
    const SourceAge &age = ageOf(facts.freshness(), plane);
    addTries(facts, age);
    addSources(facts, plane);
    return whyPlane(age, facts.now());
}

} // namespace stormdeck::cluster
