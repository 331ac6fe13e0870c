// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/profile.h"
#include "support/fakeserver.h"

#include <initializer_list>
#include <utility>

namespace stormdeck::test {

inline constexpr auto engineVersion = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
inline constexpr auto noSwarm =
    R"({"ID":"E1","Name":"good","NCPU":2,"MemTotal":1,"Swarm":{"LocalNodeState":"inactive"}})";

/// Version and info, as of an engine outside a swarm where nothing else is given.
inline void answerLikeAnEngine(FakeServer &server, const QByteArray &info = noSwarm)
{
    server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    for (const char *prefix : {"", "/v1.41"}) {
        server.answer(QByteArray("GET ") + prefix + "/version", {.body = engineVersion});
        server.answer(QByteArray("GET ") + prefix + "/info", {.body = info});
    }
}

inline settings::Profile profileOf(std::initializer_list<std::pair<QString, Endpoint>> machines)
{
    settings::Profile profile{.name = QStringLiteral("lab")};
    for (const auto &[name, endpoint] : machines) {
        profile.machines.push_back({name, endpoint, {}, true});
    }
    return profile;
}

} // namespace stormdeck::test
