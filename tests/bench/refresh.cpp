// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_refresh ENDPOINT [COUNT]: median time in milliseconds of a refresh of the swarm's state by the console's own
// client, over one connection as the watcher keeps it. ENDPOINT: tcp://HOST:PORT or unix:///PATH.
#include "docker/client.h"

#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>
#include <chrono>
#include <vector>

using namespace stormdeck;

namespace {

int complain(const Error &error)
{
    QTextStream(stderr) << sentence(error) << Qt::endl;
    return 1;
}

double milliseconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

void tell(std::vector<double> times, double first, const docker::SwarmState &state)
{
    std::sort(times.begin(), times.end());
    QTextStream out(stdout);
    out << times.at(times.size() / 2) << Qt::endl;
    QTextStream(stderr) << "console: " << times.size() << " refreshes, median " << times.at(times.size() / 2)
                        << " ms, min " << times.front() << ", max " << times.back()
                        << "; the first one, with connecting, " << first << " ms; " << state.nodes.size() << " nodes, "
                        << state.services.size() << " services, " << state.tasks.size() << " swarm tasks, "
                        << state.networks.size() << " networks, " << state.configs.size() << " configs" << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto endpoint = parseEndpoint(words.value(1));
    if (!endpoint) {
        return complain(endpoint.error());
    }
    const int count = std::max(1, words.value(2, QStringLiteral("21")).toInt());
    docker::Client client(*endpoint, endpoint->text());
    std::vector<double> times;
    double first = 0;
    Result<docker::SwarmState> state;
    for (int i = 0; i <= count; ++i) {
        const auto began = std::chrono::steady_clock::now();
        state = client.swarmState({});
        const double took = milliseconds(std::chrono::steady_clock::now() - began);
        if (!state) {
            return complain(state.error());
        }
        i == 0 ? void(first = took) : times.push_back(took);
    }
    tell(std::move(times), first, *state);
    return 0;
}
