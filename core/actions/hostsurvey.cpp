// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/hostsurvey.h"

#include "actions/hosthandler.h"

#include <QCoreApplication>

#include <thread>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostSurvey)
};

constexpr std::chrono::seconds patience{45};

// `docker info` would start a stopped engine by its socket, so it is asked only where it runs.
constexpr auto surveyScript = R"sh(
part() { printf '@%s\n' "$1"; shift; "$@" 2>/dev/null </dev/null | sed 's/^/ /'; }
part system cat /etc/os-release
part architecture dpkg --print-architecture
part init sh -c '[ -d /run/systemd/system ] && echo systemd'
part host-name uname -n
part addresses ip -4 -o addr show scope global
part machine-id cat /etc/machine-id
part host-keys sh -c 'cat /etc/ssh/ssh_host_*_key.pub'
part packages dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Version}\n' \
    docker.io docker-ce moby-engine containerd containerd.io runc podman-docker
part docker sh -c 'command -v docker'
[ "$(systemctl is-active docker.service 2>/dev/null)" = active ] &&
    part engine timeout 20 docker info --format '{{json .}}'
part can-synchronise sh -c 'timedatectl show -p CanNTP --value'
if [ -n "$1" ]; then
    probe=$(mktemp)
    if /usr/lib/apt/apt-helper -o Acquire::Retries=1 download-file "$1" "$probe" >/dev/null 2>&1 && [ -s "$probe" ]
    then printf '@vendor\n yes\n'; else printf '@vendor\n no\n'; fi
    rm -f "$probe"
fi
:
)sh";

QString releaseUrl(const cluster::HostSystem &system)
{
    return QStringLiteral("https://download.docker.com/linux/%1/dists/%2/Release").arg(system.id, system.codename);
}

Result<QByteArray> outputOf(access::Host &host, const QStringList &words, bool asRoot, const std::stop_token &stop)
{
    const auto end = host.run({.words = words, .changesNothing = true, .asRoot = asRoot}, Deadline::in(patience), stop);
    if (end && asRoot && !end->succeeded()) {
        return failure(commandFailed(host.target(), Text::tr("look at the machine"), *end));
    }
    return end ? Result<QByteArray>(end->output) : failure(end.error());
}
} // namespace

Result<cluster::HostFacts> hostFacts(access::Access &access, const QString &machine, const SurveyScope &scope,
                                     const std::stop_token &stop)
{
    auto host = access.host(machine);
    const auto release = host ? outputOf(*host, {QStringLiteral("cat"), QStringLiteral("/etc/os-release")}, false, stop)
                              : failure(host.error());
    if (!release) {
        return failure(release.error());
    }
    cluster::HostFacts facts{.system = cluster::systemOf(*release)};
    if (cluster::isSupported(facts.system)) {
        const QString vendor = scope.vendorRelease ? releaseUrl(facts.system) : QString();
        const auto survey = outputOf(*host, scripted(surveyScript, {vendor}), true, stop);
        if (!survey) {
            return failure(survey.error());
        }
        facts = cluster::hostFactsOf(*survey);
    }
    facts.machine = machine;
    facts.user = host->user();
    return facts;
}

Result<std::vector<cluster::HostFacts>> hostFacts(const std::vector<Machine> &machines,
                                                  const std::shared_ptr<access::Ways> &ways, const SurveyScope &scope,
                                                  const std::stop_token &stop)
{
    std::vector<Result<cluster::HostFacts>> answers(machines.size(), Result<cluster::HostFacts>{});
    {
        std::vector<std::jthread> asking;
        for (size_t i = 0; i < machines.size(); ++i) {
            asking.emplace_back([&, i] {
                access::Access access(machines, ways);
                answers[i] = hostFacts(access, machines[i].name, scope, stop);
            });
        }
    }
    std::vector<cluster::HostFacts> facts;
    for (auto &answer : answers) {
        if (!answer) {
            return failure(answer.error());
        }
        facts.push_back(std::move(*answer));
    }
    return facts;
}

} // namespace stormdeck::actions
