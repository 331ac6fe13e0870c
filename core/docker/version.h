// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "util/result.h"

#include <QStringView>

namespace stormdeck::docker {

/// Engine 20.10: the first with Placement.MaxReplicas, jobs and task counts together, and the oldest still in a
/// supported distribution.
inline constexpr ApiVersion oldestSpoken{1, 41};
/// The newest whose answers were read and whose bodies were checked here. An engine that speaks a newer one is asked
/// in this one.
inline constexpr ApiVersion newestSpoken{1, 56};

/// Reads "1.41"; nullopt for anything else.
[[nodiscard]] std::optional<ApiVersion> parseApiVersion(QStringView text);

/// The highest version that both sides speak. Rejected where there is none, with both ranges in the reason: code
/// "docker.engine-too-old" or "docker.console-too-old". The caller fills in attempted and target.
[[nodiscard]] Result<ApiVersion> negotiate(const EngineVersion &engine);

/// Whether that is negotiate()'s refusal, as a client passes it on: the engine answered, and was not asked on.
[[nodiscard]] bool isVersionRefusal(const Error &error);

/// Whether an error message of the engine complains of the version in the path of a request.
[[nodiscard]] bool complainsOfVersion(const QString &message);

} // namespace stormdeck::docker
