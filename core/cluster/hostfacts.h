// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QStringList>

#include <optional>
#include <vector>

namespace stormdeck::cluster {

/// Which operating system a machine runs, as its /etc/os-release says.
struct HostSystem
{
    QString id;       ///< "debian", "ubuntu"
    QString version;  ///< "12", "24.04"
    QString codename; ///< "bookworm"
    QString name;     ///< "Debian GNU/Linux 12 (bookworm)"
    bool operator==(const HostSystem &) const = default;
};
[[nodiscard]] HostSystem systemOf(const QByteArray &osRelease);
/// Debian 11 to 13 and Ubuntu 20.04 to 26.04: what Stormdeck knows how to prepare.
[[nodiscard]] bool isSupported(const HostSystem &system);

/// The engine of a machine as `docker info` there says; asked only where it runs.
struct HostEngine
{
    QString id;
    QString version;
    QString swarmState; ///< "inactive", "active", …
    QString node;       ///< swarm node id; empty where it is in no swarm
    int running = 0;    ///< containers
    int containers = 0;
    bool operator==(const HostEngine &) const = default;
};

/// What a machine says of itself over SSH: asked when a change of it is planned, not polled. A plain value without
/// secrets. Where a thing could not be learned it is empty.
struct HostFacts
{
    QString machine; ///< as the plan names it
    QString user;    ///< who logs in there
    HostSystem system;
    QString architecture; ///< as dpkg names it: "amd64"
    bool hasSystemd = false;
    QString hostName;
    QStringList addresses; ///< IPv4, of interfaces that are not Docker's
    QString machineId;
    QStringList hostKeys;            ///< public halves, "ssh-ed25519 AAAA…"
    QMap<QString, QString> packages; ///< installed ones that matter here: name -> version
    QString dockerProgram;           ///< path of `docker`, whatever it is; empty: none
    std::optional<HostEngine> engine;
    bool canSynchronise = false;       ///< a time service is installed
    std::optional<bool> vendorRelease; ///< whether Docker's repository has this release; asked where it matters
    bool operator==(const HostFacts &) const = default;
};

/// Reads the parts of a survey: each begins with a line "@name", its lines follow with a blank in front.
[[nodiscard]] QMap<QString, QByteArray> surveyParts(const QByteArray &survey);
/// The facts in the survey of core/actions/hostsurvey.
[[nodiscard]] HostFacts hostFactsOf(const QByteArray &survey);

/// The package that holds the engine there: "docker.io", "docker-ce"; empty where there is none.
[[nodiscard]] QString enginePackage(const HostFacts &host);

/// Why such a machine must not be prepared, as one clause with what to do; nothing where it may be. `cleaned`: its
/// identity is to be removed, so that it must carry nothing that anybody uses.
struct Obstacle
{
    QString reason;
    QString remedy;
    QString code;
    bool operator==(const Obstacle &) const = default;
};
[[nodiscard]] std::optional<Obstacle> obstacleTo(const HostFacts &host, bool cleaned);

/// One identity that machines have in common, though it belongs to one alone.
struct SharedIdentity
{
    QString what;         ///< stable: "machine-id", "host-key", "engine-id", "node-id", "host-name"
    QString value;        ///< shortened, for a person
    QStringList machines; ///< two or more
    QString sentence;     ///< what is shared by whom, what comes of it, and what to do
    bool operator==(const SharedIdentity &) const = default;
};
/// Each identity that more than one of them has. What is unknown is not shared.
[[nodiscard]] std::vector<SharedIdentity> sharedIdentities(const std::vector<HostFacts> &hosts);

} // namespace stormdeck::cluster
