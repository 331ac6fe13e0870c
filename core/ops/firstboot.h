// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"

/// What machines that are started from a snapshot do at their first boot, and what has to be around them: pure texts.
namespace stormdeck::ops {

enum class BootRole {
    FirstManager, ///< makes the swarm
    Manager,      ///< joins it with the manager's token
    Worker
};
enum class Cloud {
    OpenStack, ///< "customisation script": a shell script
    Aws        ///< "user data": cloud-config
};

struct FirstBoot
{
    BootRole role = BootRole::Worker;
    Cloud cloud = Cloud::OpenStack;
    QString manager;                     ///< name or address under which machines reach a manager
    QStringList addressPools;            ///< of ClusterInputs; FirstManager
    std::optional<quint16> dataPathPort; ///< as addressPools
    bool operator==(const FirstBoot &) const = default;
};

/// The file that has the join token, on the machine; and where its first boot is told.
constexpr auto bootTokenFile = "/etc/stormdeck/join-token";
constexpr auto bootLogFile = "/var/log/stormdeck-first-boot.log";

/// User data for cloud-init, at most 16 KiB. Run again it changes nothing. It opens no port of the engine, and no token
/// is in it: that is read from bootTokenFile, passed to the engine over its socket and never to a command line, and
/// removed once the machine has joined. Rejected where `manager` is no name and no address, or a pool no network.
[[nodiscard]] Result<QByteArray> userData(const FirstBoot &boot);

/// The DNS names and security-group rules that this cluster needs, as Markdown, with the commands for both clouds.
[[nodiscard]] QString surroundings(const ClusterInputs &inputs);

} // namespace stormdeck::ops
