// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/gossipport.h"

#include "net/stream.h"

#include <QCoreApplication>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

constexpr std::chrono::milliseconds patience{500};
} // namespace

bool isGossipPortTaken(const QString &address, const std::stop_token &stop)
{
    return net::Stream::connect(Endpoint::tcp(address, gossipPort), Deadline::in(patience), stop).has_value();
}

QString gossipPortTaken(const QString &machine)
{
    return Text::tr(
               "port %1 of %2 is taken though it is in no swarm, so its overlay networks would not work. An engine "
               "that left a swarm can keep it: restart the engine (systemctl restart docker)")
        .arg(gossipPort)
        .arg(machine);
}

} // namespace stormdeck::access
