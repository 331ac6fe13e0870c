// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"

namespace stormdeck::ssh {

/// Ends a poll() from another thread. Shared by those who ring, so that it outlives the one who listens. Thread-safe.
class Bell
{
public:
    Bell();
    void ring() const;
    /// For poll(); readable after a ring.
    [[nodiscard]] int descriptor() const { return m_descriptor.number(); }
    void quieten() const;

private:
    Descriptor m_descriptor;
};

} // namespace stormdeck::ssh
