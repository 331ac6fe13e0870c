// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recording.h"

#include <tl/expected.hpp>

/// The index of a recording: everything but the bodies, as JSON. Pure.
namespace stormdeck::recording {

/// Where a body lies among all, in bytes.
struct BodyPlace
{
    qint64 offset = 0;
    qint64 length = -1;
};

[[nodiscard]] QByteArray encodeIndex(const Recording &recording,
                                     const std::function<BodyPlace(const QByteArray &)> &place);
/// The error is why it cannot be read, a clause for people.
[[nodiscard]] tl::expected<Recording, QString> decodeIndex(const QByteArray &json, const QByteArray &bodies);

} // namespace stormdeck::recording
