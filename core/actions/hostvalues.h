// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QStringList>

/// What a step can do on a machine itself, over SSH, as values. Part of actions/values.h.
namespace stormdeck::actions {

/// Makes sure that a machine is one that can be prepared, and still the one that was planned for.
struct CheckHost
{
    QString machine;
    QString system;         ///< "debian 12": what it ran when the plan was made
    bool isCleaned = false; ///< its identity is to be removed: nothing may be in use there
    bool operator==(const CheckHost &) const = default;
};

/// Waits until no package management runs there; never ends it. Nothing to wait for where `packages` are installed.
struct AwaitPackageLock
{
    QString machine;
    QStringList packages;
    bool operator==(const AwaitPackageLock &) const = default;
};

/// Docker's own package repository with its key. Reverting removes both.
struct AddVendorRepository
{
    QString machine;
    QString system;       ///< "debian", "ubuntu"
    QString codename;     ///< "bookworm"
    QString architecture; ///< "amd64"
    bool operator==(const AddVendorRepository &) const = default;
};

/// Installs packages and has units started at boot. Reverting removes those that were missing, not what they brought.
struct InstallPackages
{
    QString machine;
    QStringList packages;
    QStringList enabled; ///< units
    bool operator==(const InstallPackages &) const = default;
};

/// Members of the engine's daemon.json that are to have a value; all others stay as they are.
struct EngineSettings
{
    int logMegabytes = 0;        ///< of one log file; 0: as it is
    int logFiles = 0;            ///< kept a container
    bool liveRestoreOff = false; ///< swarm refuses an engine that has it on
    QStringList mirrors;         ///< URLs, added to those that are there
    QStringList insecureRegistries;
    bool operator==(const EngineSettings &) const = default;
};

/// Writes daemon.json where it differs and has a running engine take it over, also where an earlier try wrote it and was
/// cut off before that; an engine that does not come up with it gets the old one back. Reverting restores the file as it was.
struct ConfigureEngine
{
    QString machine;
    EngineSettings settings;
    bool operator==(const ConfigureEngine &) const = default;
};

struct AddToGroup
{
    QString machine;
    QString user;
    QString group;
    bool operator==(const AddToGroup &) const = default;
};

/// Pulls an image by the docker program there, so that it needs nothing but SSH; starts a stopped engine for it.
struct PrepullImage
{
    QString machine;
    QString reference;
    bool operator==(const PrepullImage &) const = default;
};

/// Kernel parameters in a file of their own below /etc/sysctl.d, in force at once. Reverting removes the file or
/// restores it; what the kernel has taken over stays until the next boot.
struct ConfigureKernel
{
    QString machine;
    QMap<QString, QString> values; ///< "net.ipv4.tcp_keepalive_time" -> "600"
    bool operator==(const ConfigureKernel &) const = default;
};

struct ConfigureTime
{
    QString machine;
    QString timezone; ///< "Etc/UTC"; empty: as it is
    bool isSynchronised = false;
    bool operator==(const ConfigureTime &) const = default;
};

/// Removes what must not be in a snapshot: what identifies the engine, the swarm node and the machine. Stops the
/// engine first and for good; its images stay. Cannot be taken back.
struct CleanIdentity
{
    QString machine;
    bool hostKeys = false;  ///< also SSH's host keys, after which no new connection is possible until the next boot
    bool loginKeys = false; ///< also the keys by which the login of this connection comes in
    bool operator==(const CleanIdentity &) const = default;
};

/// Switches a machine off. That it stops answering is the success.
struct PowerOff
{
    QString machine;
    bool operator==(const PowerOff &) const = default;
};

} // namespace stormdeck::actions
