// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QString>

namespace stormdeck::plan {

/// The file under a journal: locked by this process while it is open, appended line by line, each line on the disk
/// before append() returns. Not thread-safe.
class JournalFile
{
public:
    /// A longer line is refused, and a larger file neither read nor written.
    static constexpr qint64 maxLine = 1024 * 1024;
    static constexpr qint64 maxPlan = 16 * maxLine;
    static constexpr qint64 maxFile = 64 * maxLine;

    /// The file appears under its name only once its first line is on the disk. Conflict where the name is taken.
    [[nodiscard]] static Result<JournalFile> create(const QString &path, const QByteArray &firstLine);
    /// Conflict with the code "journal.in-use" where another owner has it open.
    [[nodiscard]] static Result<JournalFile> open(const QString &path);
    /// Whether some owner has it open now, in this process or another.
    [[nodiscard]] static Result<bool> isInUse(const QString &path);

    /// What is there, whoever has it open; a torn last line is left out.
    [[nodiscard]] static Result<QByteArray> wholeLines(const QString &path);

    JournalFile(JournalFile &&other) noexcept;
    JournalFile &operator=(JournalFile &&other) noexcept;
    ~JournalFile();

    [[nodiscard]] QString path() const { return m_path; }
    /// The whole lines; a torn last one is cut off the file, so that the next line does not grow onto it.
    [[nodiscard]] Result<QByteArray> takeContent();
    /// A line that could not be written whole is taken back. `line` has no newline inside.
    [[nodiscard]] Result<void> append(const QByteArray &line);

private:
    JournalFile(QString path, int descriptor);
    [[nodiscard]] Result<void> write(const QByteArray &bytes);
    [[nodiscard]] Result<void> takeBack(Error error);

    QString m_path;
    int m_descriptor = -1;
    qint64 m_size = 0;
    bool m_broken = false; ///< its end is not known any more
};

} // namespace stormdeck::plan
