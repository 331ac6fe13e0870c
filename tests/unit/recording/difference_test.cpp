// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/difference.h"

#include "recording/body.h"

#include <QString>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck::recording;

struct Case
{
    const char *name;
    QByteArray before;
    QByteArray now;
};

class Differences : public testing::TestWithParam<Case>
{
};

TEST_P(Differences, leadToTheText)
{
    const auto &[name, before, now] = GetParam();
    for (const auto &[from, to] : {std::pair(before, now), std::pair(now, before)}) {
        const Difference difference = differenceOf(from, to);
        EXPECT_TRUE(fits(difference, from.size()));
        EXPECT_EQ(applied(from, difference), to);
        EXPECT_EQ(sizeOf(difference), to.size());
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, Differences,
    testing::Values(Case{"nothing", "", ""}, Case{"aText", "", "a,b"}, Case{"equalTexts", "a,b,c", "a,b,c"},
                    Case{"aNumber", R"({"a":1,"b":22,"c":3})", R"({"a":1,"b":333,"c":3})"},
                    Case{"aStart", "x,y,z", "q,x,y,z"}, Case{"anEnd", "x,y,z", "x,y,z,q"},
                    Case{"aRepeatedPart", "a,a,a,a", "a,a,a"}, Case{"noCommas", "aaaa", "aabaa"},
                    Case{"lines", "zk_version\t3.8.0\nzk_ephemerals\t7\n", "zk_version\t3.8.0\nzk_ephemerals\t12\n"},
                    Case{"anotherOrder", "the first stretch is long enough,the second stretch is long enough too,end",
                         "the second stretch is long enough too,the first stretch is long enough,end"},
                    Case{"letters", "\xc3\xa4\xc3\xb6,x", "\xc3\xa4\xc3\xbc,x"}),
    [](const auto &tested) { return tested.param.name; });

TEST(Difference, isSmallWhereLittleChangedInManyPlaces)
{
    QByteArray before;
    QByteArray now;
    for (int i = 0; i < 100; ++i) {
        const QByteArray item = "{\"id\":\"a-long-enough-name-" + QByteArray::number(i) +
                                "\",\"component\":\"a bolt that counts words of sentences\",\"capacity\":";
        before += item + "1},";
        now += item + (i % 10 == 0 ? "22}," : "1},");
    }
    const Difference difference = differenceOf(before, now);
    EXPECT_EQ(applied(before, difference), now);
    EXPECT_LT(weightOf(difference), before.size() / 4);
}

TEST(Difference, cutsNoLetterInTwo)
{
    for (const Piece &piece : differenceOf("\xc3\xa4\xc3\xb6,x", "\xc3\xa4\xc3\xbc,x")) {
        EXPECT_EQ(QString::fromUtf8(piece.text).toUtf8(), piece.text);
        EXPECT_FALSE(piece.text.startsWith('\xbc'));
    }
}

TEST(BodyChain, isNeverLongerNorHeavierThanItMayBe)
{
    QByteArray text(10'000, 'x');
    BodyPtr body = Body::whole(text);
    for (int i = 0; i < 200; ++i) {
        const QByteArray next = QByteArray(10'000, 'x') + ',' + QByteArray::number(i);
        body = Body::after(body, differenceOf(text, next));
        text = next;
        EXPECT_EQ(body->text(), text);
        int length = 0;
        qint64 weight = 0;
        const Body *one = body.get();
        for (; one->before(); one = one->before().get()) {
            ++length;
            weight += one->weight();
        }
        EXPECT_LE(length, Body::longestChain);
        EXPECT_LE(weight, body->size());
    }
}

TEST(BodyChain, takesTheTextThatIsThereWhereItIsKeptWhole)
{
    const QByteArray most(10'000, 'x');
    QByteArray text = most + ",0";
    BodyPtr body = Body::whole(text);
    for (int i = 1; i <= Body::longestChain + 1; ++i) {
        const QByteArray next = most + ',' + QByteArray::number(i);
        const Packed kept(next);
        body = Body::after(body, differenceOf(text, next), kept);
        text = next;
        const bool isWhole = i > Body::longestChain;
        EXPECT_EQ(body->before() == nullptr, isWhole) << i;
        EXPECT_EQ(body->text(), text);
        EXPECT_EQ(body->text().constData() == kept.text().constData(), isWhole) << "it is not made a second time";
    }
}
} // namespace

TEST(BodyChain, packsALargeOne)
{
    QByteArray text;
    for (int i = 0; text.size() < Packed::leastPacked; ++i) {
        text += R"({"ID":")" + QByteArray::number(i) + R"(","State":"running"},)";
    }
    const BodyPtr body = Body::whole(text);
    EXPECT_EQ(body->size(), text.size());
    EXPECT_LT(body->weight(), text.size() / 4);
    EXPECT_EQ(body->text(), text);
    const QByteArray next = QByteArray(text).replace(text.size() - 10, 3, "off");
    const BodyPtr after = Body::after(body, differenceOf(text, next));
    EXPECT_EQ(after->before(), body);
    EXPECT_EQ(after->text(), next);
}

namespace {
/// Lines of different length, more than some blocks of them.
QByteArray manyLines()
{
    QByteArray text;
    for (int i = 0; text.size() < 3 * Packed::blockSize + 1000; ++i) {
        text += R"({"ID":"\u00e4)" + QByteArray::number(i * 7919) + "\xc3\xa4\"},\n";
    }
    return text;
}
} // namespace

TEST(PackedDifference, isRightWhereverATextChanges)
{
    const QByteArray before = manyLines();
    const Packed packed(before);
    ASSERT_EQ(packed.text(), before);
    ASSERT_TRUE(packed == Packed(before));
    for (qsizetype at : {qsizetype(0), Packed::blockSize - 1, Packed::blockSize, 2 * Packed::blockSize + 77,
                         before.size() - 1}) {
        for (const QByteArray &now :
             {QByteArray(before).replace(at, 1, "?"), QByteArray(before).insert(at, "new,\n"),
              QByteArray(before).remove(at, 5), before.first(at), before.sliced(at), QByteArray(before).append("end"),
              QByteArray(before).insert(at, QByteArray(200'000, 'y')), QByteArray()}) {
            const Difference difference = differenceOf(packed, Packed(now));
            ASSERT_EQ(applied(before, difference), now) << at;
            EXPECT_EQ(packed == Packed(now), now == before);
        }
    }
}

TEST(PackedDifference, isRightWhereThereWasNothing)
{
    for (const Packed &nothing : {Packed(), Packed(QByteArray())}) {
        EXPECT_EQ(applied({}, differenceOf(nothing, Packed("a,b"))), "a,b");
        EXPECT_EQ(applied({}, differenceOf(nothing, Packed())), "");
        EXPECT_TRUE(nothing == Packed() && Packed() == nothing);
        EXPECT_FALSE(nothing == Packed("a") || Packed("a") == nothing);
    }
}

TEST(PackedDifference, isRightWhereALittleBecomesMuch)
{
    const QByteArray much = manyLines();
    EXPECT_EQ(applied("a,b", differenceOf(Packed("a,b"), Packed(much))), much);
    EXPECT_EQ(applied(much, differenceOf(Packed(much), Packed("a,b"))), "a,b");
}

TEST(PackedDifference, isSmallWhereMuchCameAtTheBegin)
{
    const QByteArray before = manyLines();
    const QByteArray now = QByteArray(200'000, 'y') + ",\n" + before;
    EXPECT_LT(weightOf(differenceOf(Packed(before), Packed(now))), 201'000);
}

TEST(PackedDifference, goesOnAtTheNearestPlaceWhereManyAreAlike)
{
    QByteArray before;
    while (before.size() < 3 * Packed::blockSize) {
        before += R"({"State":"running","Message":"started","Err":"","Container":"the same for all of them"},)";
    }
    const QByteArray now = QByteArray(before).replace(before.indexOf("started"), 7, "is starting");
    EXPECT_EQ(differenceOf(Packed(before), Packed(now)), differenceOf(before, now));
}

TEST(PackedDifference, isAsSmallAsThatOfAText)
{
    const QByteArray before = manyLines();
    QByteArray now = before;
    now.replace(Packed::blockSize - 3, 1, "?").replace(2 * Packed::blockSize + 9, 2, "much longer");
    EXPECT_EQ(differenceOf(Packed(before), Packed(now)), differenceOf(before, now));
    EXPECT_LT(weightOf(differenceOf(Packed(before), Packed(now))), 10'000);
}
