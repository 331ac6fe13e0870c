// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/preflight.h"

#include "preflight/checks.h"
#include "preflight/gather.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};
} // namespace

QString text(Stage stage)
{
    switch (stage) {
    case Stage::Waiting:
        return Text::tr("waiting");
    case Stage::Connecting:
        return Text::tr("connecting");
    case Stage::Looking:
        return Text::tr("looking at the system");
    case Stage::Listening:
        return Text::tr("waiting on free ports");
    case Stage::Trying:
        return Text::tr("trying ports of the others");
    case Stage::Done:
        return Text::tr("done");
    case Stage::Failed:
        break;
    }
    return Text::tr("not reached");
}

Report reportOf(const Facts &facts, const QDateTime &now)
{
    Report report{.cluster = facts.wanted.cluster,
                  .made = now,
                  .results = checkAll(facts),
                  .crossings = facts.crossings,
                  .hostLines = hostLines(facts),
                  .stopped = facts.stopped};
    for (const MachineFacts &machine : facts.machines) {
        report.machines << machine.machine.name;
        report.anyMachineAnswered = report.anyMachineAnswered || machine.system || machine.engine;
    }
    return report;
}

Report run(const Wanted &wanted, access::Tunnels &tunnels, const ProgressSink &progress, const std::stop_token &stop)
{
    const Facts facts = gather(wanted, tunnels, progress, stop);
    return reportOf(facts, QDateTime::currentDateTime());
}

} // namespace stormdeck::preflight
