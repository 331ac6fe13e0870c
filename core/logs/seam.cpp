// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/seam.h"

#include <algorithm>

namespace stormdeck::logs {

std::optional<qint64> Seam::since() const
{
    if (m_newest.empty()) {
        return std::nullopt;
    }
    return std::max(m_newestTime - overlap, m_newest.front().first);
}

void Seam::reopen()
{
    m_again = {m_newest.begin(), m_newest.end()};
}

bool Seam::isNew(const LogLine &line)
{
    Known known(line.time, line.text);
    if (const auto again = m_again.find(known); again != m_again.end()) {
        m_again.erase(again);
        return false;
    }
    m_newestTime = std::max(m_newestTime, line.time);
    m_bytes += line.text.size();
    m_newest.push_back(std::move(known));
    trim();
    return true;
}

void Seam::trim()
{
    const auto isTooMuch = [this] { return m_newest.size() > mostLines || m_bytes > mostBytes; };
    while (m_newest.size() > 1 && (isTooMuch() || m_newest.front().first < m_newestTime - overlap)) {
        m_bytes -= m_newest.front().second.size();
        m_newest.pop_front();
    }
}

void Seam::forget()
{
    *this = Seam();
}

} // namespace stormdeck::logs
