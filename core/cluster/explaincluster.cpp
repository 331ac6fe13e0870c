// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/factlist.h"

#include <QCoreApplication>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ExplainCluster)
};

QString whyHealth(Health health)
{
    switch (health) {
    case Health::Failing:
        return Text::tr("It is called failing because a finding below is a failure.");
    case Health::Degraded:
        return Text::tr("It is called degraded because a finding below is a warning and none is a failure.");
    case Health::Healthy:
        return Text::tr("It is called healthy: every source answered lately, the ensemble serves, and no finding is "
                        "worse than a notice.");
    case Health::Empty:
        return Text::tr("The engines answer, and there is no cluster to judge yet.");
    case Health::Unknown:
        break;
    }
    return Text::tr("Its health is not known: not every source below has answered lately, and without that nothing is "
                    "called healthy.");
}

void addEngines(FactList &facts)
{
    const QMap<QString, SourceAge> &engines = facts.freshness().engines;
    for (auto it = engines.begin(); it != engines.end(); ++it) {
        facts.engine(it.key(), Text::tr("Engine of %1").arg(it.key()), stateOf(*it, facts.now()));
    }
}
} // namespace

QString explainCluster(FactList &facts, const std::vector<Finding> &findings)
{
    const Snapshot &snapshot = facts.snapshot();
    const Freshness &freshness = facts.freshness();
    facts.swarm(Text::tr("Swarm"), stateOf(freshness.swarm, facts.now()));
    const zookeeper::Verdict &verdict = snapshot.verdict;
    facts.ensemble(Text::tr("Ensemble"), stateOf(freshness.ensemble, facts.now()));
    if (snapshot.ensemble) {
        facts.ensemble(
            Text::tr("Members that serve"),
            Text::tr("%1 of %2; the quorum is %3").arg(verdict.serving).arg(verdict.voters).arg(verdict.quorum));
    }
    facts.storm(Text::tr("Storm"), stateOf(freshness.storm, facts.now()));
    if (snapshot.storm) {
        facts.storm(Text::tr("Slots in use"), Text::tr("%1 of %2").arg(snapshot.slotsUsed).arg(snapshot.slotsTotal));
    }
    addEngines(facts);
    return whyHealth(health(snapshot, freshness, findings, facts.now()));
}

} // namespace stormdeck::cluster
