// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/look.h"

#include "docker/decode.h"
#include "preflight/lookscript.h"
#include "preflight/obstacle.h"
#include "preflight/systemfacts.h"

#include <QDateTime>

#include <functional>
#include <thread>

namespace stormdeck::preflight {

namespace {
constexpr std::chrono::seconds lookPatience{20};
constexpr std::chrono::seconds rootPatience{45}; ///< sudo may be slow to know a user, and an engine to answer

// As a script, so that an engine which hangs ends with its own time and not with the connection's.
constexpr auto infoScript = "timeout 20 docker info --format '{{json .}}'";

constexpr auto releaseScript = R"sh(
probe=$(mktemp) || exit
/usr/lib/apt/apt-helper -o Acquire::Retries=1 download-file "$1" "$probe" >/dev/null 2>&1 && [ -s "$probe" ] && echo yes
rm -f "$probe"
)sh";

using Look = std::function<Result<MachineFacts>(access::Host &, const Machine &)>;

QStringList shell(const QStringList &arguments = {})
{
    return QStringList{QStringLiteral("sh"), QStringLiteral("-s"), QStringLiteral("--")} + arguments;
}

Result<QByteArray> answerOf(access::Host &host, const QByteArray &script, bool asRoot, const std::stop_token &stop,
                            const QStringList &arguments = {})
{
    const ssh::Command command{.words = shell(arguments), .input = script, .changesNothing = true, .asRoot = asRoot};
    return host.run(command, Deadline::in(asRoot ? rootPatience : lookPatience), stop)
        .map([](const ssh::CommandEnd &end) { return end.output; });
}

/// `docker info` would start a stopped engine by its socket, so it is asked only where it runs.
Result<std::optional<EngineFacts>> engineOf(access::Host &host, const SystemFacts &system, const std::stop_token &stop)
{
    if (system.docker.active != QStringLiteral("active")) {
        return std::nullopt;
    }
    return answerOf(host, infoScript, true, stop).map([](const QByteArray &answer) -> std::optional<EngineFacts> {
        const auto info = docker::decodeInfo(answer);
        return info && !info->serverVersion.isEmpty()
                   ? std::optional(
                         EngineFacts{.version = {.version = info->serverVersion}, .info = *info, .networks = {}})
                   : std::nullopt;
    });
}

Result<bool> hasVendorRelease(access::Host &host, const SystemFacts &system, const std::stop_token &stop)
{
    const QString url =
        QStringLiteral("https://download.docker.com/linux/%1/dists/%2/Release").arg(system.systemId, system.codename);
    return answerOf(host, releaseScript, true, stop, {url}).map([](const QByteArray &said) {
        return said.trimmed() == "yes";
    });
}

Result<MachineFacts> lookInto(const Machine &machine, access::Tunnels &tunnels, const Look &look)
{
    auto host = tunnels.host(machine);
    return host ? look(*host, machine) : failure(host.error());
}

std::vector<MachineFacts> ofAll(const std::vector<Machine> &machines, access::Tunnels &tunnels, const Look &look)
{
    std::vector<MachineFacts> all(machines.size());
    std::vector<std::jthread> looking;
    for (size_t i = 0; i < machines.size(); ++i) {
        looking.emplace_back([&, i] {
            auto facts = lookInto(machines[i], tunnels, look);
            all[i] = facts ? std::move(*facts) : MachineFacts{.machine = machines[i], .systemError = facts.error()};
        });
    }
    looking.clear();
    return all;
}
} // namespace

Result<SystemFacts> lookAt(access::Host &host, bool asRoot, const std::stop_token &stop)
{
    Asked asked{.before = QDateTime::currentMSecsSinceEpoch()};
    const auto answer = answerOf(host, lookScript(), asRoot, stop);
    asked.after = QDateTime::currentMSecsSinceEpoch();
    auto facts = answer ? systemFactsOf(*answer, asked) : failure(answer.error());
    if (facts && asRoot) {
        facts->user = host.user();
    }
    return facts;
}

Result<MachineFacts> survey(access::Host &host, const Machine &machine, const SurveyScope &scope,
                            const std::stop_token &stop)
{
    const auto answer = answerOf(host, greetingScript(), false, stop);
    const auto first = answer ? systemFactsOf(*answer, {}) : failure(answer.error());
    if (!first || !isSupported(*first)) {
        return first.map([&](const SystemFacts &system) { return MachineFacts{.machine = machine, .system = system}; });
    }
    auto system = lookAt(host, true, stop);
    const auto engine = system ? engineOf(host, *system, stop) : failure(system.error());
    if (!engine) {
        return failure(engine.error());
    }
    system->sshAddress = first->sshAddress;
    if (scope.vendorRelease) {
        const auto has = hasVendorRelease(host, *system, stop);
        if (!has) {
            return failure(has.error());
        }
        system->vendorRelease = *has;
    }
    return MachineFacts{.machine = machine, .system = *system, .engine = *engine};
}

std::vector<MachineFacts> surveyAll(const std::vector<Machine> &machines, access::Tunnels &tunnels,
                                    const SurveyScope &scope, const std::stop_token &stop)
{
    return ofAll(machines, tunnels,
                 [&](access::Host &host, const Machine &machine) { return survey(host, machine, scope, stop); });
}

std::vector<MachineFacts> lookAtAll(const std::vector<Machine> &machines, access::Tunnels &tunnels,
                                    const std::stop_token &stop)
{
    return ofAll(machines, tunnels, [&](access::Host &host, const Machine &machine) {
        return lookAt(host, false, stop).map([&machine](const SystemFacts &system) {
            return MachineFacts{.machine = machine, .system = system};
        });
    });
}

} // namespace stormdeck::preflight
