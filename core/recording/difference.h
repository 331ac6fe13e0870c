// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packed.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

/// How a text became another one, in stretches of the first and what is new. Pure; knows nothing of what they say but
/// that texts of JSON change between commas and those of ZooKeeper between lines.
namespace stormdeck::recording {

/// A stretch of the text before, or a new one.
struct Piece
{
    qint64 offset = 0;
    qint64 length = 0;
    QByteArray text; ///< new where it is not empty; `offset` and `length` say nothing then
    bool operator==(const Piece &) const = default;
};
using Difference = std::vector<Piece>;

/// applied(before, differenceOf(before, now)) == now. Where both are UTF-8, so are all new stretches.
[[nodiscard]] Difference differenceOf(QByteArrayView before, QByteArrayView now);
/// The same of packed texts, which are unpacked a block at a time, as long as both go on alike at its end; what has
/// moved farther than that is new.
[[nodiscard]] Difference differenceOf(const Packed &before, const Packed &now);
/// Bytes of the text that comes of it.
[[nodiscard]] qint64 sizeOf(const Difference &difference);
/// Bytes that keeping it takes, about.
[[nodiscard]] qint64 weightOf(const Difference &difference);
/// Whether all its stretches lie within a text of `size` bytes.
[[nodiscard]] bool fits(const Difference &difference, qint64 size);
/// `difference` must fit.
[[nodiscard]] QByteArray applied(const QByteArray &before, const Difference &difference);

} // namespace stormdeck::recording
