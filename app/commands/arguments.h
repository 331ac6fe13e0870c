// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

#include <optional>

namespace stormdeck::app {

/// What prepare, join-clones and first-boot take.
struct MachineArguments
{
    QStringList hosts;         ///< "ops@storm-4", "ops@storm-4=10.0.0.14"
    QString cluster;           ///< --cluster: a cluster file
    bool vendor = false;       ///< --source docker
    QString dockerUser;        ///< --docker-user
    QStringList images;        ///< --image, repeated
    QStringList mirrors;       ///< --mirror, repeated
    QStringList insecure;      ///< --insecure-registry, repeated
    bool tunesKernel = false;  ///< --kernel
    QString timezone;          ///< --timezone
    bool synchronises = false; ///< --ntp
    bool cleans = false;       ///< --clean
    bool removesKeys = false;  ///< --remove-login-keys
    bool powersOff = false;    ///< --power-off
    bool asManagers = false;   ///< --as-manager
    QString role;              ///< --role: first-manager, manager, worker
    QString cloud;             ///< --cloud: openstack, aws
    QString manager;           ///< --manager
};

/// A command line, read. `command` is empty for the window.
struct Arguments
{
    QString command;                ///< one of those that help lists, help, version
    QString profile;                ///< --profile; default: $STORMDECK_PROFILE, else the only saved one
    QString subject;                ///< cluster file, operation, jar, topology or recording
    QString recording;              ///< --recording or --demo: what the window opens instead of a cluster
    QString mainClass;              ///< submit --class
    QString name;                   ///< submit --name
    QStringList topologyArguments;  ///< submit: what follows "--"
    std::optional<int> waitSeconds; ///< kill --wait
    std::optional<int> seconds;     ///< record --for
    bool json = false;
    bool yes = false;
    bool remember = false; ///< --remember: save in the keychain what is typed
    bool keepSwarm = false;
    bool despiteWarnings = false; ///< apply --despite-warnings
    bool noPreflight = false;     ///< apply --no-preflight
    MachineArguments machines;
    QString help; ///< help, version: what to print
};

/// Rejected with a sentence for a word that is not known. Needs no QCoreApplication and no display.
[[nodiscard]] Result<Arguments> readArguments(const QStringList &words);

} // namespace stormdeck::app
