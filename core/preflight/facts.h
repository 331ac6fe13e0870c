// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "preflight/matrix.h"
#include "preflight/wanted.h"

#include <QMap>
#include <QSet>

#include <chrono>

/// What the machines were seen to be. Plain values; a missing number is nullopt, a missing text is empty.
namespace stormdeck::preflight {

/// A file system: kibibytes and inodes as `df` counts them; no inodes where it has no fixed number of them.
struct Disk
{
    QString path; ///< what was asked about
    qint64 totalKib = 0;
    qint64 freeKib = 0;
    std::optional<qint64> inodes;
    std::optional<qint64> freeInodes;
    bool operator==(const Disk &) const = default;
};

/// A port that something waits on.
struct Listener
{
    PortProtocol protocol = PortProtocol::Tcp;
    QString address; ///< numeric; "0.0.0.0", "::" and "*" are all addresses
    quint16 port = 0;
    QString process; ///< "dockerd"; empty: the kernel's, or not ours to see
    qint64 pid = 0;
    bool operator==(const Listener &) const = default;
};

/// A network the machine reaches without a router, or was told a route to. IPv4; the default route is left out.
struct Route
{
    QString network; ///< "10.0.0.0/24"
    QString device;
    bool operator==(const Route &) const = default;
};

/// An identity that lies in a volume of Docker.
struct StoredIdentity
{
    QString path;
    QString value;
    bool operator==(const StoredIdentity &) const = default;
};

/// How a part of the kernel can be had.
enum class Feature { Unknown, Present, Absent };

/// What the unit of a service is doing: words of systemctl; empty where there is no systemd.
struct Unit
{
    QString active;
    QString enabled;
    bool operator==(const Unit &) const = default;
};

/// How a clock differs from this computer's: between the two, which is as exact as the way there allows.
struct ClockOffset
{
    std::chrono::milliseconds least{};
    std::chrono::milliseconds most{};
    bool operator==(const ClockOffset &) const = default;
};

/// What one look at a machine's system told.
struct SystemFacts
{
    QString user;            ///< who logs in there
    bool seesAsRoot = false; ///< processes of ports, the firewall's rules and Docker's volumes are known only then
    QString systemId;        ///< "debian", "ubuntu"
    QString systemVersion;   ///< "12", "24.04"
    QString codename;        ///< "bookworm"
    QString systemName;      ///< "Debian GNU/Linux 12 (bookworm)"
    bool hasSystemd = false;
    QString kernel;
    QString architecture;
    QString packageArchitecture; ///< as dpkg names it: "amd64"
    int processors = 0;
    QMap<QString, Feature> features; ///< vxlan, overlay, bridge, veth
    std::optional<ClockOffset> clock;
    QString clockSynchronised;   ///< "yes" or "no", as systemd says; empty: it does not say
    bool canSynchronise = false; ///< a time service is installed
    std::vector<Disk> disks;
    std::optional<qint64> memoryKib;
    std::optional<qint64> memoryAvailableKib;
    QString cgroups;                   ///< type of the file system: "cgroup2fs", "tmpfs"
    QStringList controllers;           ///< of control groups, that are enabled
    QString dockerBinary;              ///< path of `dockerd`; empty where there is none
    QString dockerProgram;             ///< path of `docker`, whatever it is; empty where there is none
    QMap<QString, QString> packages;   ///< installed ones that matter here: "docker.io" -> "20.10.24+dfsg1"
    std::optional<bool> vendorRelease; ///< whether Docker's repository has this release; asked where it matters
    Unit docker;
    QString dockerSocketEnabled; ///< word of systemctl
    bool socketThere = false;
    bool socketOpen = false;        ///< to the user
    QString iptables;               ///< "iptables v1.8.9 (nf_tables)"; empty where there is none
    std::optional<int> legacyRules; ///< rules in each of the two back-ends
    std::optional<int> nftRules;
    QStringList firewalls; ///< services that are active: "ufw", "firewalld"
    QString hostName;
    QString machineId;
    QStringList hostKeys; ///< fingerprints "SHA256:…"
    std::vector<StoredIdentity> zookeeperIds;
    std::vector<StoredIdentity> supervisorIds;
    QString sshAddress;    ///< the machine's own, at which the login arrived; empty where a tunnel ends there
    QStringList addresses; ///< all, numeric
    std::vector<Listener> listeners;
    std::vector<Route> routes;
    bool hasPerl = false; ///< without it nothing can be sent between machines
    bool operator==(const SystemFacts &) const = default;
};

/// What the engine of a machine told.
struct EngineFacts
{
    docker::EngineVersion version;
    docker::EngineInfo info;
    std::vector<docker::Network> networks;
};

/// A name asked for on a machine.
struct Lookup
{
    QString name;
    QStringList addresses; ///< empty: it has none there
    bool operator==(const Lookup &) const = default;
};

struct MachineFacts
{
    Machine machine;
    QString address; ///< at which the others were to reach it; empty: not known
    std::optional<SystemFacts> system;
    std::optional<Error> systemError; ///< why there is none; neither: it is not reached by SSH
    std::optional<EngineFacts> engine;
    std::optional<Error> engineError;
    std::vector<Lookup> lookups;
    std::optional<Error> listenError; ///< why nothing could be sent to it
    std::optional<Error> probeError;  ///< why nothing could be sent from it
};

/// Everything that was seen. `stopped`: a stop ended it early.
struct Facts
{
    Wanted wanted;
    std::vector<MachineFacts> machines;
    std::vector<Crossing> crossings;
    std::vector<Crossing> doors; ///< tries to get at Docker's port without TLS, of machines where something waits on it
    std::vector<PathSize> pathSizes;
    bool stopped = false;
};

} // namespace stormdeck::preflight
