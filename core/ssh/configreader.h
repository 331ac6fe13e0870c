// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/config.h"
#include "ssh/configlines.h"

#include <optional>

namespace stormdeck::ssh {

/// The lines that hold for one target, in the order they were found.
class ConfigValues
{
public:
    /// The line that decides, or none. "proxy" stands for the first of ProxyJump and ProxyCommand.
    [[nodiscard]] const ConfigLine *first(const QString &keyword) const;
    [[nodiscard]] std::vector<const ConfigLine *> all(const QString &keyword) const;
    /// The first word of first(); empty where there is none.
    [[nodiscard]] QString word(const QString &keyword) const;
    [[nodiscard]] const QStringList &notes() const { return m_notes; }

    void add(ConfigLine line) { m_lines.push_back(std::move(line)); }
    void addNote(const QString &note);

private:
    std::vector<ConfigLine> m_lines;
    QStringList m_notes; ///< at most 20
};

/// Reads the user's file, then the system's, with all they include. Errors as readConfig.
[[nodiscard]] Result<ConfigValues> readConfigValues(const Target &target, const ConfigFiles &files);

} // namespace stormdeck::ssh
