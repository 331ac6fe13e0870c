// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/agecell.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {
const Instant now{std::chrono::hours(5)};

cluster::SourceAge answered(std::chrono::seconds ago)
{
    cluster::SourceAge age;
    age.answered = now - ago;
    age.answeredAt = QDateTime(QDate(2026, 11, 25), QTime(14, 2, 11));
    return age;
}
} // namespace

TEST(AgeCell, saysHowLongAgoAndAsOfWhenWhereThatIsNotCurrent)
{
    EXPECT_EQ(tables::ageCell(answered(3s), false, now).text, QStringLiteral("3 s"));
    EXPECT_EQ(tables::ageCell(answered(26s), true, now).text, QStringLiteral("as of 14:02:11"));
    EXPECT_EQ(tables::ageCell(answered(3s), false, now).raw, tables::ageCell(answered(26s), true, now).raw);
}

TEST(AgeCell, saysNothingWhereNothingAnswered)
{
    EXPECT_EQ(tables::ageCell({}, true, now).text, tables::textCell({}).text);
    EXPECT_FALSE(tables::ageCell({}, true, now).raw.isValid());
}
