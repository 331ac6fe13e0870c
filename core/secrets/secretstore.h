// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretname.h"
#include "util/deadline.h"
#include "util/result.h"
#include "util/secret.h"

namespace stormdeck::secrets {

/// Where secrets are kept by their names. Thread-safe. Each call blocks, at most until its deadline, and ends within
/// 50 ms of a stop.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// Nothing: there is none of that name.
    [[nodiscard]] virtual Result<std::optional<Secret>> read(const SecretName &name, const Deadline &deadline,
                                                             const std::stop_token &stop) = 0;
    /// In place of one that is there.
    [[nodiscard]] virtual Result<void> write(const SecretName &name, const Secret &secret, const Deadline &deadline,
                                             const std::stop_token &stop) = 0;
    /// That there is none is no error.
    [[nodiscard]] virtual Result<void> remove(const SecretName &name, const Deadline &deadline,
                                              const std::stop_token &stop) = 0;
};

} // namespace stormdeck::secrets
