// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/hostvalues.h"

/// What identifies a machine, its engine and its swarm node, and must not be in a snapshot: one script that lists what
/// of it is there, one that removes it. Both take the same arguments.
namespace stormdeck::actions {

/// Lists, one line each, whatever a snapshot must not hold, and what it lacks. Nothing is listed: it is clean.
extern const char *const identityLookScript;
/// Stops the engine for good, then removes all of it and has the next boot make host keys anew. Images stay.
extern const char *const identityCleanScript;
/// `user`: whose login keys go with CleanIdentity::loginKeys.
[[nodiscard]] QStringList identityArguments(const CleanIdentity &action, const QString &user);

/// The lines of the look as a sentence for a person: "docker.service runs; /etc/docker/key.json; …", at most five.
[[nodiscard]] QString remainingIdentity(const QByteArray &look);

} // namespace stormdeck::actions
