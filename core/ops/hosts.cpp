// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/hosts.h"

namespace stormdeck::ops {

Result<Machine> machineAt(const QString &text)
{
    const QString target = text.section(u'=', 0, 0).trimmed();
    const bool hasScheme = target.contains(QStringLiteral("://"));
    const auto engine = parseEndpoint(hasScheme ? target : QStringLiteral("ssh://") + target);
    if (!engine) {
        return failure(engine.error());
    }
    return Machine{.name = engine->host.isEmpty() ? target : engine->host,
                   .engine = *engine,
                   .address = text.section(u'=', 1).trimmed()};
}

} // namespace stormdeck::ops
