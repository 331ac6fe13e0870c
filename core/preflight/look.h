// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/tunnels.h"
#include "preflight/facts.h"

/// Looks at machines over SSH; nothing on them is changed.
namespace stormdeck::preflight {

/// What a machine's system tells by lookScript(). `asRoot`: by sudo, for whose password a person may be asked. Without,
/// it is at most what a sudo that asks for no password shows. Errors: those of access::Host, Undecodable.
[[nodiscard]] Result<SystemFacts> lookAt(access::Host &host, bool asRoot, const std::stop_token &stop);

/// What a survey asks beyond what is always asked.
struct SurveyScope
{
    bool vendorRelease = false; ///< whether Docker's own repository has the machine's release
};

/// What has to be known of a machine before something on it is changed: its system as root, and its engine where that
/// runs, as asking would start it. First which system it is, without sudo: where that is none that can be prepared,
/// nothing more is asked. Errors as lookAt().
[[nodiscard]] Result<MachineFacts> survey(access::Host &host, const Machine &machine, const SurveyScope &scope,
                                          const std::stop_token &stop);

/// survey() of all machines at the same time, in their order; what fails is the systemError of its machine.
[[nodiscard]] std::vector<MachineFacts> surveyAll(const std::vector<Machine> &machines, access::Tunnels &tunnels,
                                                  const SurveyScope &scope, const std::stop_token &stop);
/// The same with lookAt(), without root, and so without engines.
[[nodiscard]] std::vector<MachineFacts> lookAtAll(const std::vector<Machine> &machines, access::Tunnels &tunnels,
                                                  const std::stop_token &stop);

} // namespace stormdeck::preflight
