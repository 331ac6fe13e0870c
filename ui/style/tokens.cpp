// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/tokens.h"

#include <cmath>

namespace stormdeck::style {

namespace {

QColor rgb(QRgb value)
{
    return QColor(value);
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

Tokens makeLight()
{
    return {
        .window = rgb(0xf5f6f8),
        .panel = rgb(0xffffff),
        .sidebar = rgb(0xeceef2),
        .line = rgb(0xd9dde4),
        .text = rgb(0x1d2430),
        .dim = rgb(0x566070),
        .faint = rgb(0x5f6978),
        .accent = rgb(0x2563c9),
        .accentTint = rgb(0xe3ecfb),
        .onAccent = rgb(0xffffff),
        .ok = rgb(0x1f7a45),
        .okTint = rgb(0xe2f3e8),
        .warning = rgb(0x8a5800),
        .warningTint = rgb(0xfdf1d8),
        .bad = rgb(0xb3261e),
        .badTint = rgb(0xfbe4e2),
        .unknown = rgb(0x5f6673),
        .unknownTint = rgb(0xe9ebef),
        .slotFill = rgb(0xe4e7ec),
        .slotEdge = rgb(0xb8c0cc),
        .controlEdge = rgb(0x7d8694),
        .code = rgb(0xf5f6f8),
        .topologies = {rgb(0x0072b2), rgb(0xe69f00), rgb(0x009e73), rgb(0xcc79a7), rgb(0x56b4e9), rgb(0xd55e00),
                       rgb(0xf0e442), rgb(0x4b5563)},
        .ink = rgb(0x0c1016),
        .paper = rgb(0xffffff),
    };
}

Tokens makeDark()
{
    return {
        .window = rgb(0x17191d),
        .panel = rgb(0x202329),
        .sidebar = rgb(0x1b1e23),
        .line = rgb(0x343942),
        .text = rgb(0xe6e9ee),
        .dim = rgb(0xa4adba),
        .faint = rgb(0x8c96a4),
        .accent = rgb(0x78aaf8),
        .accentTint = rgb(0x243450),
        .onAccent = rgb(0x10151d),
        .ok = rgb(0x6ccf92),
        .okTint = rgb(0x1d3527),
        .warning = rgb(0xf0b74a),
        .warningTint = rgb(0x3a2f17),
        .bad = rgb(0xff8a80),
        .badTint = rgb(0x43211f),
        .unknown = rgb(0x9aa3af),
        .unknownTint = rgb(0x2b2f36),
        .slotFill = rgb(0x2a2e35),
        .slotEdge = rgb(0x4a515c),
        .controlEdge = rgb(0x757e8c),
        .code = rgb(0x17191d),
        .topologies = {rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2fbf94), rgb(0xd995bb), rgb(0x8ea7f0), rgb(0xe8763a),
                       rgb(0xf0e442), rgb(0xc3c9d2)},
        .ink = rgb(0x0c1016),
        .paper = rgb(0xffffff),
    };
}

void setGroup(QPalette &palette, QPalette::ColorGroup group, const Tokens &t, const QColor &text)
{
    palette.setColor(group, QPalette::Window, t.window);
    palette.setColor(group, QPalette::WindowText, text);
    palette.setColor(group, QPalette::Base, t.panel);
    palette.setColor(group, QPalette::AlternateBase, t.window);
    palette.setColor(group, QPalette::Text, text);
    palette.setColor(group, QPalette::PlaceholderText, t.faint);
    palette.setColor(group, QPalette::Button, t.panel);
    palette.setColor(group, QPalette::ButtonText, text);
    palette.setColor(group, QPalette::BrightText, t.bad);
    palette.setColor(group, QPalette::Light, t.panel);
    palette.setColor(group, QPalette::Midlight, t.sidebar);
    palette.setColor(group, QPalette::Mid, t.line);
    palette.setColor(group, QPalette::Dark, t.slotEdge);
    palette.setColor(group, QPalette::Shadow, t.line);
    palette.setColor(group, QPalette::Highlight, t.accentTint);
    palette.setColor(group, QPalette::HighlightedText, t.text);
    palette.setColor(group, QPalette::Link, t.accent);
    palette.setColor(group, QPalette::LinkVisited, t.accent);
    palette.setColor(group, QPalette::ToolTipBase, t.panel);
    palette.setColor(group, QPalette::ToolTipText, t.text);
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens table = makeLight();
    return table;
}

const Tokens &darkTokens()
{
    static const Tokens table = makeDark();
    return table;
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::WindowText)) >
           luminance(palette.color(QPalette::Active, QPalette::Window));
}

const Tokens &tokens(const QPalette &palette)
{
    return isDark(palette) ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    setGroup(palette, QPalette::Active, tokens, tokens.text);
    setGroup(palette, QPalette::Inactive, tokens, tokens.text);
    setGroup(palette, QPalette::Disabled, tokens, tokens.faint);
    return palette;
}

QColor Tokens::colour(Tone tone) const
{
    switch (tone) {
    case Tone::Ok:
        return ok;
    case Tone::Warning:
        return warning;
    case Tone::Bad:
        return bad;
    case Tone::Unknown:
        return unknown;
    case Tone::Accent:
        return accent;
    case Tone::Plain:
        break;
    }
    return text;
}

QColor Tokens::tint(Tone tone) const
{
    switch (tone) {
    case Tone::Ok:
        return okTint;
    case Tone::Warning:
        return warningTint;
    case Tone::Bad:
        return badTint;
    case Tone::Accent:
        return accentTint;
    case Tone::Unknown:
    case Tone::Plain:
        break;
    }
    return unknownTint;
}

QColor Tokens::topology(int index) const
{
    return topologies[static_cast<size_t>(qMax(0, index) % topologyColours)];
}

QColor Tokens::textOn(const QColor &background) const
{
    return contrast(paper, background) >= 4.5 ? paper : ink;
}

QColor blend(const QColor &under, const QColor &over, double share)
{
    return QColor::fromRgbF(static_cast<float>(under.redF() * (1 - share) + over.redF() * share),
                            static_cast<float>(under.greenF() * (1 - share) + over.greenF() * share),
                            static_cast<float>(under.blueF() * (1 - share) + over.blueF() * share));
}

double contrast(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double other = luminance(second);
    return (qMax(one, other) + 0.05) / (qMin(one, other) + 0.05);
}

} // namespace stormdeck::style
