// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

#include <chrono>

namespace stormdeck::style {

/// Sizes of text, all relative to the application's font, so that a person's own setting counts. At its usual
/// 13 px they are 13, 15, 12 and 11 px.
enum class TextSize { Body, Strong, Title, Heading, Small, Tiny, Fixed };
/// The application's font in a size. Strong is Body in semibold; Title and Heading are semibold; Fixed is for
/// commands, ids and logs only.
[[nodiscard]] QFont textFont(TextSize size);

/// A tooltip that says just that: broken into lines where it is long, and never read as markup.
[[nodiscard]] QString plainTip(const QString &text);

/// "now", "4 s", "3 min", "6 d 4 h": the age of a fact or an uptime, at most two units.
[[nodiscard]] QString duration(std::chrono::seconds time);
/// "3.4 GiB"; `bytes` below one GiB as "512 MiB".
[[nodiscard]] QString bytes(qint64 bytes);
/// "3.4 of 8.0 GiB": both in the unit of the second.
[[nodiscard]] QString bytesOf(qint64 part, qint64 whole);
/// Billionths of a core as "2.2 of 4".
[[nodiscard]] QString coresOf(qint64 part, qint64 whole);
/// "10.4 M", "1,240": a count, short enough for a column.
[[nodiscard]] QString count(qint64 number);

} // namespace stormdeck::style
