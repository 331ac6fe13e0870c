// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journal.h"

#include "plan/journalentry.h"
#include "plan/journalfile.h"

#include <QDir>
#include <QFileInfo>

namespace stormdeck::plan {

namespace {
/// The line of an end is a hundred bytes; a last line that is longer is none.
constexpr qint64 longestEnd = 4096;

/// By its last line alone: what follows an end, or a torn line after it, is a new beginning.
bool hasEnded(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(std::max<qint64>(0, file.size() - longestEnd))) {
        return false;
    }
    const QByteArray tail = file.read(longestEnd);
    const qsizetype before = tail.lastIndexOf('\n', -2);
    if (!tail.endsWith('\n') || before < 0) {
        return false;
    }
    const Result<JournalEntry> last = decodeEntry(tail.sliced(before + 1).chopped(1));
    return last && last->event == JournalEntry::Event::Finished;
}

/// Held while it is removed, so that nobody takes it up meanwhile.
bool removeEnded(const QString &path)
{
    const Result<JournalFile> held = JournalFile::open(path);
    return held && hasEnded(path) && QFile::remove(path);
}
} // namespace

int pruneEndedJournals(const QString &folder, int keep)
{
    const QDir dir(folder);
    const QStringList newestFirst =
        dir.entryList({QStringLiteral("*.journal")}, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDir::Time);
    if (newestFirst.size() <= keep) {
        return 0;
    }
    int ended = 0;
    int removed = 0;
    for (const QString &name : newestFirst) {
        const QString path = dir.filePath(name);
        if (hasEnded(path) && ++ended > keep) {
            removed += removeEnded(path) ? 1 : 0;
        }
    }
    return removed;
}

} // namespace stormdeck::plan
