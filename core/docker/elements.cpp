// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/elements.h"

#include <algorithm>
#include <utility>

namespace stormdeck::docker {

namespace {
constexpr std::string_view space = " \t\r\n";

size_t afterSpace(std::string_view text, size_t at)
{
    return std::min(text.find_first_not_of(space, at), text.size());
}
} // namespace

bool Elements::areIn(std::string_view text)
{
    const size_t at = afterSpace(text, 0);
    return at < text.size() && text[at] == '[';
}

Elements::Elements(std::string_view text) : m_text(text), m_at(afterSpace(text, 0))
{
    pass('[');
}

std::optional<std::string_view> Elements::next()
{
    skipSpace();
    if (m_at < m_text.size() && m_text[m_at] == ']') {
        pass(']');
        skipSpace();
        m_isSound = m_isSound && m_at == m_text.size();
        return std::nullopt;
    }
    if (!std::exchange(m_isFirst, false)) {
        pass(',');
        skipSpace();
    }
    const size_t from = m_at;
    skipValue();
    m_isSound = m_isSound && m_at > from && m_at < m_text.size();
    return m_isSound ? std::optional(m_text.substr(from, m_at - from)) : std::nullopt;
}

void Elements::skipSpace()
{
    m_at = afterSpace(m_text, m_at);
}

void Elements::pass(char one)
{
    m_isSound = m_isSound && m_at < m_text.size() && m_text[m_at] == one;
    ++m_at;
}

/// To what ends it: behind an object or an array, else to the comma or bracket that follows.
void Elements::skipValue()
{
    for (int depth = 0; m_at < m_text.size(); ++m_at) {
        switch (m_text[m_at]) {
        case '"':
            m_at = endOfString(m_at);
            break;
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (--depth <= 0) {
                m_at += depth == 0;
                return;
            }
            break;
        case ',':
            if (depth == 0) {
                return;
            }
            break;
        default:
            break;
        }
    }
}

/// Where the quote stands that closes it; the end of the whole text where none does.
size_t Elements::endOfString(size_t opening) const
{
    for (size_t quote = m_text.find('"', opening + 1); quote < m_text.size(); quote = m_text.find('"', quote + 1)) {
        size_t escapes = 0;
        while (m_text[quote - 1 - escapes] == '\\') {
            ++escapes;
        }
        if (escapes % 2 == 0) {
            return quote;
        }
    }
    return m_text.size() - 1;
}

} // namespace stormdeck::docker
