// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "cluster/hostfacts.h"

namespace stormdeck::actions {

/// What a survey asks beyond what is always asked.
struct SurveyScope
{
    bool vendorRelease = false; ///< whether Docker's own repository has the machine's release
};

/// Asks a machine over SSH what it is and has; changes nothing there. First which system it runs, without sudo: where
/// that is none that Stormdeck can prepare, nothing more is asked. Errors: those of access::Host.
[[nodiscard]] Result<cluster::HostFacts> hostFacts(access::Access &access, const QString &machine,
                                                   const SurveyScope &scope, const std::stop_token &stop);
/// The same for all machines of an access, at the same time; the error of the first that fails.
[[nodiscard]] Result<std::vector<cluster::HostFacts>> hostFacts(const std::vector<Machine> &machines,
                                                                const std::shared_ptr<access::Ways> &ways,
                                                                const SurveyScope &scope, const std::stop_token &stop);

} // namespace stormdeck::actions
