// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/texts.h"

#include "docker/decode.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

TEST(Texts, areMadeOnceWhereTheyComeAgain)
{
    Texts texts;
    const QString first = texts.of("storm-1");
    const QString again = texts.of(std::string("storm-1").append(0, ' '));
    EXPECT_EQ(first, QStringLiteral("storm-1"));
    EXPECT_EQ(first.constData(), again.constData());
    EXPECT_EQ(texts.of("storm-2"), QStringLiteral("storm-2"));
    EXPECT_EQ(texts.of(""), QString());
}

TEST(Texts, areRightWhereMoreComeThanAreKept)
{
    Texts texts;
    std::vector<std::string> all;
    for (int i = 0; i < 20'000; ++i) {
        all.push_back("id-" + std::to_string(i));
    }
    all.emplace_back(10'000, 'x');
    for (int round = 0; round < 2; ++round) {
        for (const std::string &one : all) {
            ASSERT_EQ(texts.of(one), QString::fromStdString(one));
        }
    }
}

TEST(Texts, areRightThoughTheirPlaceIsUsedAgain)
{
    Texts texts;
    std::string place;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 20'000; ++i) {
            place.assign("id-" + std::to_string(i % 10'000));
            ASSERT_EQ(texts.of(place), QString::fromStdString(place));
        }
    }
}

/// The parser reads beyond the end: a text is taken as it is only where its buffer goes on.
TEST(Texts, ofAnAnswerAreSharedWhateverItsBuffer)
{
    QByteArray tight =
        R"([{"ID":"a","Description":{"Hostname":"one \u00fc"}},{"ID":"b","Description":{"Hostname":"one \u00fc"}}])";
    tight.squeeze();
    QByteArray roomy = tight;
    roomy.reserve(tight.size() + 4096);
    for (const QByteArray &body : {tight, roomy}) {
        const auto nodes = decodeNodes(body);
        ASSERT_TRUE(nodes && nodes->size() == 2);
        EXPECT_EQ(nodes->at(0).hostname, QStringLiteral("one ü"));
        EXPECT_EQ(nodes->at(0).hostname.constData(), nodes->at(1).hostname.constData());
    }
}
