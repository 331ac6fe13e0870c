// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/sign.h"

#include <QVariant>

namespace stormdeck::tables {

/// What a table draws of one fact.
struct Cell
{
    QString text;
    QVariant raw; ///< for JSON: a number, a word as it came, or nothing where nobody told
    style::Tone tone = style::Tone::Plain;
    style::Sign sign = style::Sign::None;
    int topology = -1; ///< colour of a topology, as a dot before the text
    QString tip;       ///< the whole where the text is a part; empty: the text
};
/// A number that may be missing: "–" then, which is not zero.
[[nodiscard]] Cell numberCell(const std::optional<qint64> &number);
[[nodiscard]] Cell numberCell(const std::optional<int> &number);
/// Text as it came.
[[nodiscard]] Cell textCell(const QString &text);

struct Column
{
    QString id; ///< stable: in JSON and in the settings
    QString title;
    QString tip = {};
    bool figures = false; ///< numbers: right-aligned, and the first click sorts the largest first
    bool atFirst = true;  ///< shown until somebody chooses otherwise
};

/// Roles of every table model.
enum Role {
    SubjectRole = Qt::UserRole + 100, ///< cluster::Subject of the row
    CellRole,                         ///< Cell
    OldRole,                          ///< the row's facts are not current: drawn grey
    StrongRole,                       ///< in semibold
};

} // namespace stormdeck::tables
