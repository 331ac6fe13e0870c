// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to make a picture of a large cluster's answers, against only parsing the same bytes: bench_scale
// [NODES TASKS TOPOLOGIES ROUNDS]. The answers are those of tests/fixtures, multiplied under other ids. Nothing judges
// the figures.
#include "answers.h"
#include "cluster/health.h"
#include "cluster/join.h"
#include "docker/decode.h"
#include "storm/decode.h"

#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <simdjson.h>

using namespace stormdeck;
using bench::Answers;

namespace {

cluster::SwarmFacts swarmOf(const Answers &answers)
{
    return {.nodes = *docker::decodeNodes(answers.nodes),
            .services = *docker::decodeServices(answers.services),
            .tasks = *docker::decodeTasks(answers.tasks)};
}

cluster::StormFacts stormOf(const Answers &answers)
{
    cluster::StormFacts facts{.cluster = *storm::decodeClusterSummary(answers.cluster),
                              .nimbuses = *storm::decodeNimbuses(answers.nimbuses),
                              .supervisors = *storm::decodeSupervisors(answers.supervisors),
                              .topologies = *storm::decodeTopologies(answers.topologies)};
    for (const QByteArray &page : answers.pages) {
        facts.pages.push_back(*storm::decodeTopologyPage(page));
    }
    return facts;
}

/// The documents are walked over once by the parser, and nothing is taken out of them.
size_t parsedOnly(const std::vector<simdjson::padded_string> &documents)
{
    simdjson::dom::parser parser;
    size_t read = 0;
    for (const simdjson::padded_string &document : documents) {
        read += parser.parse(document).error() == simdjson::SUCCESS ? document.size() : 0;
    }
    return read;
}

/// All planes were heard of this moment.
cluster::Freshness heardNow()
{
    const SystemClock clock;
    cluster::Freshness freshness;
    for (cluster::SourceAge *age : {&freshness.swarm, &freshness.storm}) {
        cluster::takeAnswer(*age, clock.now(), clock.wall());
    }
    return freshness;
}

/// Three of ten nodes are down, whatever was there.
cluster::Snapshot withNodesDown(const bench::Size &size)
{
    const Answers answers = generate(size);
    cluster::Planes planes;
    planes.swarm = swarmOf(answers);
    planes.storm = stormOf(answers);
    auto &nodes = planes.swarm->nodes;
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (i % 10 < 3) {
            nodes[i].state = {docker::NodeState::Down, QStringLiteral("down")};
        }
    }
    return join(planes, 1);
}

using Times = std::vector<double>;

double median(Times times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double judgingWithNodesDown(const bench::Size &size, int rounds)
{
    const cluster::Snapshot snapshot = withNodesDown(size);
    Times times;
    for (int i = 0; i < rounds; ++i) {
        times.push_back(
            milliseconds([&] { (void)cluster::findings(snapshot, heardNow(), SystemClock().now()).size(); }));
    }
    return median(times);
}

/// Rules that look at all nodes for each that is down take four times as long a node where there are four times as
/// many.
void tellGrowth(QTextStream &out, const bench::Size &size, int rounds)
{
    const bench::Size quarter{size.nodes / 4, size.tasks / 4, size.topologies / 4};
    const double large = judgingWithNodesDown(size, rounds);
    const double small = judgingWithNodesDown(quarter, rounds);
    out << "rules, 3 of 10 down  " << large << " ms, of a quarter as large a cluster " << small << " ms\n"
        << "rules per node, large / small  " << large / small / 4 << "\n";
}
} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int at, int otherwise) { return argc > at ? QByteArray(argv[at]).toInt() : otherwise; };
    const bench::Size size{number(1, 1000), number(2, 10'000), number(3, 200)};
    const int rounds = number(4, 15);
    const Answers answers = generate(size);
    std::vector<simdjson::padded_string> documents;
    size_t bytes = 0;
    for (const QByteArray *one : answers.all()) {
        documents.emplace_back(one->constData(), static_cast<size_t>(one->size()));
        bytes += documents.back().size();
    }
    Times parsing;
    Times swarm;
    Times storm;
    Times joining;
    Times judging;
    size_t seen = 0;
    size_t unjoined = 0;
    size_t findings = 0;
    for (int i = 0; i < rounds; ++i) {
        cluster::Planes planes;
        parsing.push_back(milliseconds([&] { seen = parsedOnly(documents); }));
        swarm.push_back(milliseconds([&] { planes.swarm = swarmOf(answers); }));
        storm.push_back(milliseconds([&] { planes.storm = stormOf(answers); }));
        cluster::Snapshot snapshot;
        joining.push_back(milliseconds([&] { snapshot = join(planes, 1); }));
        judging.push_back(
            milliseconds([&] { findings = cluster::findings(snapshot, heardNow(), SystemClock().now()).size(); }));
        unjoined = snapshot.unjoined.size();
        seen += snapshot.nodes.size();
    }
    const double whole = median(swarm) + median(storm) + median(joining);
    QTextStream out(stdout);
    out << size.nodes << " nodes, " << size.tasks << " tasks, " << size.topologies << " topologies: " << bytes / 1024
        << " KiB\n"
        << "parse only        " << median(parsing) << " ms\n"
        << "swarm's answers   " << median(swarm) << " ms\n"
        << "Storm's answers   " << median(storm) << " ms\n"
        << "join              " << median(joining) << " ms\n"
        << "health rules      " << median(judging) << " ms, " << findings << " findings, " << unjoined << " unjoined\n"
        << "decode and join / parse  " << whole / median(parsing) << " (medians of " << rounds << ")\n";
    tellGrowth(out, size, rounds);
    return seen == bytes + static_cast<size_t>(size.nodes) ? 0 : 1;
}
