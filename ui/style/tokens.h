// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace stormdeck::style {

/// What a state means, before it has a colour.
enum class Tone { Plain, Ok, Warning, Bad, Unknown, Accent };

/// Number of topology colours before they repeat with a pattern.
inline constexpr int topologyColours = 8;

/// Every colour of the product, for one theme. Widgets never name a colour themselves.
struct Tokens
{
    QColor window;
    QColor panel;
    QColor sidebar;
    QColor line;
    QColor text;
    QColor dim;
    QColor faint;
    QColor accent;
    QColor accentTint;
    QColor onAccent; ///< text on accent
    QColor ok;
    QColor okTint;
    QColor warning;
    QColor warningTint;
    QColor bad;
    QColor badTint;
    QColor unknown;
    QColor unknownTint;
    QColor slotFill; ///< free slots, tracks of bars
    QColor slotEdge;
    QColor controlEdge; ///< of fields, boxes and buttons: seen on every ground, as WCAG 1.4.11 has it
    QColor code;        ///< background of commands and logs
    std::array<QColor, topologyColours> topologies;
    QColor ink;   ///< dark text on a topology's colour
    QColor paper; ///< light text on a topology's colour

    /// The foreground of a tone: signs and words.
    [[nodiscard]] QColor colour(Tone tone) const;
    /// The background behind a tone's foreground.
    [[nodiscard]] QColor tint(Tone tone) const;
    /// Colour of the topology with this index; it repeats after topologyColours, see isPatterned().
    [[nodiscard]] QColor topology(int index) const;
    /// ink or paper, whichever reads better on `background`.
    [[nodiscard]] QColor textOn(const QColor &background) const;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();
/// The table that a palette was made from, or for a foreign palette the one of its brightness.
[[nodiscard]] const Tokens &tokens(const QPalette &palette);
/// Whether a palette has light text on dark ground.
[[nodiscard]] bool isDark(const QPalette &palette);
/// The palette of a table.
[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

/// Whether the topology with this index is drawn with a pattern, its plain colour being taken.
[[nodiscard]] inline bool isPatterned(int index)
{
    return index >= topologyColours;
}
/// An opaque colour with another one on it that covers this share of it, from 0 to 1.
[[nodiscard]] QColor blend(const QColor &under, const QColor &over, double share);
/// Contrast ratio of two opaque colours after WCAG 2, from 1 to 21.
[[nodiscard]] double contrast(const QColor &first, const QColor &second);

/// Distances and radii in device-independent pixels.
namespace space {
inline constexpr int tiny = 4;
inline constexpr int small = 8;
inline constexpr int medium = 12;
inline constexpr int large = 16;
inline constexpr int controlRadius = 6;
inline constexpr int cardRadius = 8;
} // namespace space

} // namespace stormdeck::style
