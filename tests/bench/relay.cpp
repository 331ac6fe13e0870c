// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_relay ENGINE CONTAINER PORT PUBLISHED [COUNT]: answers a second of a Storm UI over its published port and over
// a relay through its container, by turns.
#include "access/relays.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace {
using namespace stormdeck;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// One row; false where an answer is missing.
bool measure(const char *name, const Endpoint &endpoint, int count)
{
    http::Client client(endpoint, QString::fromLatin1(name), access::Relays::mostOfAClient);
    std::vector<double> took;
    const Instant start = BootClock::now();
    for (int i = 0; i < count; ++i) {
        const Instant from = BootClock::now();
        const auto answer =
            client.send({.path = "/api/v1/supervisor/summary"}, Deadline::in(std::chrono::seconds(10)), {});
        if (!answer || !answer->isSuccess()) {
            std::printf("%s: %s\n", name, answer ? "refused" : qPrintable(sentence(answer.error())));
            return false;
        }
        took.push_back(Milliseconds(BootClock::now() - from).count());
    }
    const double seconds = Milliseconds(BootClock::now() - start).count() / 1000;
    std::sort(took.begin(), took.end());
    std::printf("%-10s %7.1f answers/s   p50 %6.2f ms   p99 %6.2f ms\n", name, count / seconds, took[took.size() / 2],
                took[took.size() * 99 / 100]);
    return true;
}
} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto engine = parseEndpoint(words.value(1));
    const auto published = parseEndpoint(words.value(4));
    if (words.size() < 5 || !engine || !published) {
        std::fputs("bench_relay ENGINE CONTAINER PORT PUBLISHED [COUNT]\n", stderr);
        return 3;
    }
    docker::Client client(*engine, QStringLiteral("engine"));
    access::Relays relays;
    const access::RelayTarget target{.machine = {QStringLiteral("engine"), *engine, {}, true},
                                     .container = {words[2]},
                                     .through = words[2],
                                     .host = QStringLiteral("127.0.0.1"),
                                     .port = words[3].toUShort()};
    const Instant start = BootClock::now();
    const auto relay = relays.open(client, target, Deadline::in(std::chrono::seconds(10)), {});
    if (!relay) {
        std::fprintf(stderr, "%s\n", qPrintable(sentence(relay.error())));
        return 2;
    }
    std::printf("opening a relay took %.1f ms\n", Milliseconds(BootClock::now() - start).count());
    const int count = words.value(5, QStringLiteral("1000")).toInt();
    bool all = true;
    for (int round = 0; round < 3; ++round) {
        all = measure("published", *published, count) && measure("relay", (*relay)->endpoint(), count) && all;
    }
    return all ? 0 : 1;
}
