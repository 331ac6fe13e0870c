// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journal.h"

#include "plan/journalfile.h"
#include "plan/journalstate.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

Error unreadableFolder(const QString &folder)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = Text::tr("look for interrupted operations"),
            .target = folder,
            .reason = Text::tr("the folder cannot be read"),
            .remedy = Text::tr("Check that the folder is yours."),
            .code = QStringLiteral("journal.folder")};
}

Interrupted summary(const JournalState &state, const QString &path)
{
    return {.path = path,
            .operation = state.plan.operation,
            .kind = state.plan.kind,
            .cluster = state.plan.cluster,
            .title = state.plan.title,
            .started = state.plan.made,
            .stepsDone = state.stepsDone(),
            .stepsTotal = state.plan.stepCount(),
            .reversible = state.plan.reversible,
            .undoing = state.undoing};
}

/// Reads without the lock: two consoles may look at the same time.
Result<JournalState> look(const QString &path)
{
    return JournalFile::wholeLines(path).and_then(
        [&](const QByteArray &content) { return decodeJournal(content, path); });
}

void add(InterruptedList &list, const QString &path)
{
    const Result<bool> inUse = JournalFile::isInUse(path);
    if (inUse && *inUse) {
        return;
    }
    const Result<JournalState> state = look(path);
    if (state && !state->outcome) {
        list.operations.push_back(summary(*state, path));
    } else if (!state && QFileInfo::exists(path)) {
        list.unreadable << path;
    }
}
} // namespace

Result<InterruptedList> interruptedOperations(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists()) {
        return InterruptedList{};
    }
    if (!dir.isReadable()) {
        return failure(unreadableFolder(folder));
    }
    InterruptedList list;
    for (const QString &name : dir.entryList({QStringLiteral("*.journal")}, QDir::Files | QDir::Hidden, QDir::Name)) {
        add(list, dir.filePath(name));
    }
    std::stable_sort(list.operations.begin(), list.operations.end(),
                     [](const Interrupted &a, const Interrupted &b) { return a.started > b.started; });
    return list;
}

} // namespace stormdeck::plan
