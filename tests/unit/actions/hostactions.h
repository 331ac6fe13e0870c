// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/performer.h"
#include "actions/values.h"
#include "support/privatehost.h"
#include "unit/actions/notes.h"

#include <gtest/gtest.h>

namespace stormdeck::test {

/// What steps do to a machine, over a real sshd, in files of its own.
class HostActions : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!host.isPossible()) {
            GTEST_SKIP() << "mount namespaces are not allowed here";
        }
    }
    Result<plan::Observation> observe(const actions::Action &action)
    {
        return performer.observe(actions::encode(action), attempt, {});
    }
    /// Needed, applied, and seen to be satisfied.
    void take(const actions::Action &action)
    {
        const auto before = observe(action);
        ASSERT_TRUE(before) << qPrintable(sentence(before.error()));
        ASSERT_EQ(before->state, plan::Observation::State::Needed) << qPrintable(before->sentence);
        facts = before->facts;
        const auto made = performer.apply(actions::encode(action), attempt, notes, {});
        ASSERT_TRUE(made) << qPrintable(sentence(made.error()));
        const auto seen = performer.verify(actions::encode(action), attempt, *made, notes, {});
        ASSERT_TRUE(seen) << qPrintable(sentence(seen.error()));
    }
    void takeBack(const actions::Action &action)
    {
        const auto reverted = performer.revert(actions::encode(action), attempt, facts, notes, {});
        ASSERT_TRUE(reverted) << qPrintable(sentence(reverted.error()));
        const auto now = observe(action);
        ASSERT_TRUE(now);
        EXPECT_EQ(now->state, plan::Observation::State::Needed) << qPrintable(now->sentence);
    }
    [[nodiscard]] Error failed(const actions::Action &action)
    {
        const auto made = performer.apply(actions::encode(action), attempt, notes, {});
        EXPECT_FALSE(made);
        return made ? Error() : made.error();
    }
    void start(const QString &unit) const { host.remember(QStringLiteral("active.") + unit, "active"); }

    PrivateHost host;
    std::shared_ptr<ScriptedAsker> asker = std::make_shared<ScriptedAsker>();
    const QString name = QStringLiteral("fresh");
    std::shared_ptr<access::Ways> ways = host.ways(asker);
    actions::Performer performer{{host.machine()}, false, ways};
    const plan::Attempt attempt{{QStringLiteral("op")}, QStringLiteral("fresh"), {QStringLiteral("step")}};
    QByteArray facts;
    Notes notes;
};

} // namespace stormdeck::test
