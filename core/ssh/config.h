// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/target.h"

#include <QStringList>

#include <chrono>
#include <vector>

namespace stormdeck::ssh {

/// What to do about a host that no known_hosts file names.
enum class UnknownHosts {
    Ask,
    Refuse,   ///< StrictHostKeyChecking yes
    AcceptNew ///< StrictHostKeyChecking accept-new: remember without a question. "no" and "off" are read as Ask.
};

/// All that is needed to reach one host: what was asked for, with the configuration applied. A plain value.
struct HostConfig
{
    QString label;    ///< the host as the person named it; errors and questions use it
    QString hostName; ///< what is resolved
    quint16 port = 22;
    QString user;
    QStringList identityFiles;    ///< absolute, in the order to try
    bool identitiesGiven = false; ///< named by the person or the configuration, not the usual ones
    bool identitiesOnly = false;  ///< offer no other key of the agent
    QString agentSocket;          ///< empty: no agent
    QStringList knownHostsFiles;  ///< absolute; a new key is added to the first
    QStringList globalKnownHostsFiles;
    QString hostKeyAlias; ///< empty: the host's own name
    bool hashKnownHosts = false;
    UnknownHosts unknownHosts = UnknownHosts::Ask;
    std::vector<Target> jumps; ///< in the order to pass
    std::chrono::seconds connectTimeout{15};
    QStringList notes; ///< what the configuration asks for and is not done; sentences for a person

    /// "ops@storm-1", with the port where it is not 22.
    [[nodiscard]] QString text() const;
    /// The name under which known_hosts has it.
    [[nodiscard]] QString knownName() const;
};

/// Where the configuration is. A missing file is an empty one.
struct ConfigFiles
{
    QString user;        ///< "~/.ssh/config"
    QString system;      ///< "/etc/ssh/ssh_config"
    QString home;        ///< of this user; '~' and %d
    QString agentSocket; ///< $SSH_AUTH_SOCK

    [[nodiscard]] static ConfigFiles ofThisUser();
};

/// Applies ssh_config(5) to a target: Host, Match (all, host, originalhost, user, localuser), Include, HostName, Port,
/// User, IdentityFile, IdentitiesOnly, IdentityAgent, ProxyJump, UserKnownHostsFile, GlobalKnownHostsFile,
/// HostKeyAlias, HashKnownHosts, StrictHostKeyChecking, ConnectTimeout. The first value found holds; what `target`
/// has itself wins. A ProxyCommand that is "ssh -W %h:%p host" is read as ProxyJump; any other is Rejected, as no
/// program is started. A Match that would run a program does not match and is noted. Errors are Rejected and name file
/// and line. Blocks on the disk; at most 64 files of 1 MiB. `through`: hosts to jump over, in place of what the
/// configuration says about that; empty: as it says.
[[nodiscard]] Result<HostConfig> readConfig(const Target &target, const ConfigFiles &files,
                                            const std::vector<Target> &through = {});

} // namespace stormdeck::ssh
