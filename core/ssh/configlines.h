// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

#include <functional>

namespace stormdeck::ssh {

/// One line of a configuration: its keyword in lower case and the words after it, without their quotes.
struct ConfigLine
{
    QString file;
    int number = 0; ///< from 1
    QString keyword;
    QStringList words;

    [[nodiscard]] QString place() const; ///< "file, line 12"
};

/// A line that cannot be understood: Rejected, naming its place.
[[nodiscard]] Error badLine(const ConfigLine &line, const QString &reason);

/// Splits "keyword words…" and "keyword=words…"; quotes, double or single, keep blanks together, '#' in front of a word
/// ends the line. Empty keyword: nothing there. Errors: a quote without its end.
[[nodiscard]] Result<ConfigLine> splitLine(const QString &file, int number, const QString &text);

} // namespace stormdeck::ssh
