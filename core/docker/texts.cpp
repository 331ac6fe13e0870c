// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/texts.h"

#include <functional>

namespace stormdeck::docker {

namespace {
constexpr size_t places = 4096;
constexpr size_t longest = 256; // bytes; longer ones hardly come twice
} // namespace

QString Texts::of(std::string_view utf8)
{
    const auto made = [&] { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); };
    if (utf8.empty() || utf8.size() > longest) {
        return made();
    }
    m_known.resize(places);
    Known &known = m_known[std::hash<std::string_view>()(utf8) % places];
    if (known.utf8 != utf8) {
        known.utf8.assign(utf8);
        known.text = made();
    }
    return known.text;
}

} // namespace stormdeck::docker
