// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/liststate.h"
#include "main/pictures.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace std::chrono_literals;
using ui::ListState;

namespace {

const ui::ListKind kind{.source = QStringLiteral("By manager storm-1"),
                        .waitingFor = QStringLiteral("Waiting for a manager"),
                        .emptyTitle = QStringLiteral("No service"),
                        .emptyWords = QStringLiteral("They are listed here."),
                        .emptyOffer = ListState::Offer::SetUp};

class ListStateTest : public testing::Test
{
protected:
    [[nodiscard]] ListState state(const cluster::SourceAge &age, int total, int shown) const
    {
        return listState(kind, age, m_clock.now(), total, shown, QStringLiteral("xyz"));
    }
    [[nodiscard]] cluster::SourceAge answered(std::chrono::seconds ago) const
    {
        return {.answered = m_clock.now() - ago, .answeredAt = m_clock.wall().addSecs(-ago.count())};
    }

    test::StillClock m_clock;
};

TEST_F(ListStateTest, currentRowsTellWhoSaidItAndWhen)
{
    const ListState rows = state(answered(2s), 12, 3);
    EXPECT_EQ(rows.kind, ListState::Kind::Rows);
    EXPECT_EQ(rows.source, QStringLiteral("By manager storm-1, 2 s ago"));
    EXPECT_TRUE(rows.warning.isEmpty());
}

TEST_F(ListStateTest, oldRowsStayWithTheirTimeAndTheReason)
{
    cluster::SourceAge age = answered(30s);
    age.error = Error{.kind = ErrorKind::Unreachable, .reason = QStringLiteral("nothing answers at that address")};
    const ListState rows = state(age, 12, 12);
    EXPECT_EQ(rows.kind, ListState::Kind::Rows);
    EXPECT_EQ(rows.source, QStringLiteral("By manager storm-1, as of 14:02:07"));
    EXPECT_TRUE(rows.warning.contains(QStringLiteral("14:02:07")));
    EXPECT_TRUE(rows.warning.contains(QStringLiteral("nothing answers")));
}

TEST_F(ListStateTest, nothingYetIsWaitedForByName)
{
    const ListState loading = state({}, 0, 0);
    EXPECT_EQ(loading.kind, ListState::Kind::Loading);
    EXPECT_EQ(loading.title, kind.waitingFor);
    EXPECT_TRUE(loading.source.isEmpty());
}

TEST_F(ListStateTest, aFailureSaysWhyAndOffersToAskAgain)
{
    cluster::SourceAge age;
    age.misses = 3;
    age.error = Error{.kind = ErrorKind::Unreachable, .reason = QStringLiteral("nothing answers at that address")};
    const ListState failed = state(age, 0, 0);
    EXPECT_EQ(failed.kind, ListState::Kind::Failed);
    EXPECT_TRUE(failed.words.contains(QStringLiteral("nothing answers")));
    EXPECT_EQ(failed.offer, ListState::Offer::AskAgain);
}

TEST_F(ListStateTest, offersNothingThatCannotBeTakenUp)
{
    using Offer = ListState::Offer;
    const ui::Allowed recording{.asking = false, .changing = false};
    for (const Offer offer : {Offer::AskAgain, Offer::SetUp, Offer::Submit}) {
        EXPECT_EQ(offerWhere(recording, offer), Offer::Nothing);
        EXPECT_EQ(offerWhere({}, offer), offer);
    }
    const ui::Allowed readOnly{.asking = true, .changing = false};
    EXPECT_EQ(offerWhere(readOnly, Offer::AskAgain), Offer::AskAgain);
    EXPECT_EQ(offerWhere(readOnly, Offer::SetUp), Offer::Nothing);
    EXPECT_EQ(offerWhere(recording, Offer::ClearFilter), Offer::ClearFilter);
}

TEST_F(ListStateTest, aFailureSaysWhenItIsTriedNext)
{
    cluster::SourceAge age;
    age.misses = 3;
    age.nextTry = m_clock.now() + 4s;
    EXPECT_TRUE(state(age, 0, 0).words.contains(QStringLiteral("Next try in 4 s.")));
    age.answered = m_clock.now() - 20s;
    EXPECT_TRUE(state(age, 5, 5).warning.contains(QStringLiteral("Next try in 4 s.")));
}

TEST_F(ListStateTest, anEmptyPageSaysWhatBelongsThereAndOffersTheNextStep)
{
    for (const cluster::SourceAge &age : {answered(1s), cluster::SourceAge{.expected = false}}) {
        const ListState empty = state(age, 0, 0);
        EXPECT_EQ(empty.kind, ListState::Kind::Empty);
        EXPECT_EQ(empty.title, kind.emptyTitle);
        EXPECT_EQ(empty.offer, ListState::Offer::SetUp);
    }
}

TEST_F(ListStateTest, aFilterThatHidesAllSaysHowManyAndOffersToClearIt)
{
    const ListState filtered = state(answered(1s), 12, 0);
    EXPECT_EQ(filtered.kind, ListState::Kind::Filtered);
    EXPECT_TRUE(filtered.title.contains(QStringLiteral("xyz")));
    EXPECT_TRUE(filtered.words.contains(QStringLiteral("12 rows")));
    EXPECT_EQ(filtered.offer, ListState::Offer::ClearFilter);
}

} // namespace
