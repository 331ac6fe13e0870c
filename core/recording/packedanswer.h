// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packed.h"
#include "watch/answer.h"

namespace stormdeck::recording {

/// A body under its name.
struct PackedBody
{
    QByteArray name;
    Packed text;
};

/// An answer that waits to be kept. The swarm tasks of a large cluster are 25 MB, and 1 MB packed.
struct PackedAnswer
{
    watch::Answer answer; ///< without its bodies
    std::vector<PackedBody> bodies;
    qint64 weight = 0; ///< bytes that it takes, about
};

/// Takes as long as packing its bodies does.
[[nodiscard]] PackedAnswer packed(watch::Answer answer);

} // namespace stormdeck::recording
