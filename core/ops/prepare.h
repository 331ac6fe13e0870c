// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/hostvalues.h"
#include "ops/builders.h"
#include "preflight/facts.h"

namespace stormdeck::ops {

/// How machines are made ready for a cluster, or for a snapshot that a cluster's machines are started from.
struct PrepareInputs
{
    enum class Source {
        Distribution, ///< docker.io
        Vendor        ///< docker-ce from Docker's own repository: not observed, no such repository could be reached
    };
    std::vector<Machine> machines; ///< reached by SSH
    Source source = Source::Distribution;
    QString dockerUser; ///< who may use the engine there; empty: who logs in, unless that is root
    actions::EngineSettings engine{.logMegabytes = 10, .logFiles = 3, .liveRestoreOff = true};
    bool tunesKernel = false; ///< usualKernelValues()
    QString timezone;         ///< empty: as it is
    bool synchronisesTime = false;
    QStringList images; ///< pulled beforehand, one named twice once
    bool cleansIdentity = false;
    bool removesLoginKeys = false; ///< the keys that let us in; only with powersOff
    bool powersOff = false;
    bool operator==(const PrepareInputs &) const = default;
};

/// Kernel parameters that suit a cluster's machine: connections of overlay networks are kept alive before they are
/// dropped as idle (after 900 s), and an ensemble's member is not swapped out.
[[nodiscard]] QMap<QString, QString> usualKernelValues();

/// `field` is the name of the option of `stormdeck prepare` without its hyphens.
[[nodiscard]] std::vector<Problem> problems(const PrepareInputs &inputs);

/// The plan. `facts`: one for each machine, in the same order, as a survey saw it. Rejected where problems(inputs) is
/// not empty, and where a machine must not be prepared (the code of preflight::obstacleTo, "packages.conflict",
/// "vendor.no-release"): nothing has been changed then. Steps whose goal is there already are in it too and will be
/// observed as done.
[[nodiscard]] Result<plan::Plan> preparePlan(const PrepareInputs &inputs,
                                             const std::vector<preflight::MachineFacts> &facts, const Stamp &stamp);

} // namespace stormdeck::ops
