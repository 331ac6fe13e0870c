// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::recording {

/// A body without its secrets: swarm join and unlock tokens, the values of JSON members and of environment variables
/// whose names speak of a password, secret, token, key, credential, payload or authentication (Storm's generated ones
/// among them), passwords in URLs, and what configs hold. The JSON stays readable. Pure.
[[nodiscard]] QByteArray withoutSecrets(const QByteArray &body);

} // namespace stormdeck::recording
