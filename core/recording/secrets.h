// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::recording {

/// A body without its secrets: swarm join and unlock tokens, the values of JSON members, environment variables, options
/// and arguments whose names speak of a password, secret, token, key, credential, payload or authentication (Storm's
/// generated ones among them), passwords in URLs, and what configs hold. A value whose name says nothing is not known
/// as a secret. The JSON stays readable. Pure.
[[nodiscard]] QByteArray withoutSecrets(const QByteArray &body);

} // namespace stormdeck::recording
