// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "storm/types.h"
#include "util/certificate.h"
#include "zookeeper/types.h"

#include <vector>

namespace stormdeck::cluster {

/// What one engine said of itself.
struct EngineFacts
{
    docker::EngineVersion version;
    docker::EngineInfo info;
    bool operator==(const EngineFacts &) const = default;
};

/// What a manager said of the swarm.
struct SwarmFacts
{
    docker::Swarm swarm;
    std::vector<docker::Node> nodes;
    std::vector<docker::Service> services;
    std::vector<docker::Task> tasks;
    std::vector<docker::Network> networks;
    std::vector<docker::Config> configs;
    QString manager; ///< machine of the manager that said it
    bool operator==(const SwarmFacts &) const = default;
};

/// What the members of the ensemble said.
struct EnsembleFacts
{
    int asked = 0; ///< members that the swarm is to run, observers among them
    std::vector<zookeeper::MemberAnswer> members;
    QString route; ///< "published port 2181" or "exec in zk1 on storm-1"
    bool operator==(const EnsembleFacts &) const = default;
};

/// The certificates by which this computer and an engine know each other, by machine.
struct CertificateFacts
{
    QMap<QString, std::vector<Certificate>> machines;
    QDateTime lookedAt; ///< by this computer's clock, UTC
    bool operator==(const CertificateFacts &) const = default;
};

using StormFacts = storm::StormState;

} // namespace stormdeck::cluster
