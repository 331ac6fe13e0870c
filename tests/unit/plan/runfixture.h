// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/plan/fakeworld.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace stormdeck::plan::test {

/// A world, a journal in a private folder and a runner over both.
class RunFixture : public testing::Test
{
protected:
    void begin(const Plan &plan, WorldState start = {})
    {
        world = std::make_unique<World>(std::move(start));
        Result<std::unique_ptr<Journal>> created = Journal::create(folder.path(), plan);
        ASSERT_TRUE(created) << qPrintable(sentence(created.error()));
        journal = std::move(*created);
    }
    /// As after a restart of the program.
    void reopen()
    {
        const QString path = journal->path();
        journal.reset();
        Result<std::unique_ptr<Journal>> opened = Journal::open(path);
        ASSERT_TRUE(opened) << qPrintable(sentence(opened.error()));
        journal = std::move(*opened);
    }
    Report run(const std::stop_token &stop = {}) { return Runner(world->actors(), listener).run(*journal, stop); }
    Report undo(const std::stop_token &stop = {}) { return Runner(world->actors(), listener).undo(*journal, stop); }
    Report leave() { return Runner(world->actors(), listener).leave(*journal, {}); }
    StepRecord record(const char *step) const { return journal->record({QString::fromLatin1(step)}); }
    QByteArray onDisk() const
    {
        QFile file(journal->path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static StepReport::State state(const Report &report, const char *step)
    {
        const StepReport *found = report.step({QString::fromLatin1(step)});
        return found == nullptr ? StepReport::State::NotStarted : found->state;
    }

    QTemporaryDir folder{scratchPattern()};
    std::unique_ptr<World> world;
    std::unique_ptr<Journal> journal;
    Listener listener;
};

inline QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

} // namespace stormdeck::plan::test
