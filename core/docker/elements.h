// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace stormdeck::docker {

/// Cuts the JSON text of an array into those of its elements, so that a parser has to hold one at a time: what it needs
/// beside a text is as large as that. What an element is made of is left to the parser.
class Elements
{
public:
    /// Whether a text is one of an array.
    [[nodiscard]] static bool areIn(std::string_view text);

    /// `text` is that of an array, and outlives this.
    explicit Elements(std::string_view text);

    /// nullopt after the last one, or where the text is no JSON.
    [[nodiscard]] std::optional<std::string_view> next();
    /// Whether all that was cut so far, and the array's end after the last one, are as they should be.
    [[nodiscard]] bool areSound() const { return m_isSound; }

private:
    void skipSpace();
    void pass(char one);
    void skipValue();
    [[nodiscard]] size_t endOfString(size_t opening) const;

    std::string_view m_text;
    size_t m_at = 0;
    bool m_isFirst = true;
    bool m_isSound = true;
};

} // namespace stormdeck::docker
