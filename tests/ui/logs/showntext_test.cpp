// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/showntext.h"

#include <gtest/gtest.h>

namespace {
using namespace stormdeck::ui;

TEST(ShownText, leavesPlainTextAsItIs)
{
    const QByteArray text = "\tat o.a.s.Nimbus(Nimbus.java:12) [main] \xc3\xbc";
    EXPECT_EQ(shownText(text), QString::fromUtf8(text));
    EXPECT_FALSE(needsCare("\tat o.a.s"));
}

// moby/moby#13517: bytes that are no UTF-8, a NUL and a colour.
TEST(ShownText, b78_showsBytesThatAreNoText)
{
    const QByteArray bytes = QByteArray::fromHex("feff0041edabeedb1b5b33316d42");
    const QString shown = shownText(bytes);
    EXPECT_TRUE(shown.startsWith(QStringLiteral("\uFFFD\uFFFD\u2400A\uFFFD"))) << qPrintable(shown);
    EXPECT_TRUE(shown.endsWith(QStringLiteral("\uFFFDB"))) << "nothing is cut at the NUL, and the colour is left out";
}

TEST(ShownText, leavesOutWhatTerminalsAreTold)
{
    EXPECT_EQ(shownText("\x1b[1;31mred\x1b[0m and \x1b[38;5;12mblue\x1b[K"), QStringLiteral("red and blue"));
    EXPECT_EQ(shownText("\x1b]0;title\x07"
                        "a\x1b]8;;http://x\x1b\\b"),
              QStringLiteral("ab"));
    EXPECT_EQ(shownText("\x1b(Ba\x1b"
                        "7b"),
              QStringLiteral("ab"));
}

TEST(ShownText, showsAnEscapeThatBeginsNoSequence)
{
    EXPECT_EQ(shownText("a\x1b"), QStringLiteral("a\u241b"));
    EXPECT_EQ(shownText("a\x1b[31"), QStringLiteral("a\u241b[31"));
    EXPECT_EQ(shownText("a\x1b]no end"), QStringLiteral("a\u241b]no end"));
}

TEST(ShownText, showsControlCharactersByTheirPictures)
{
    EXPECT_EQ(shownText("a\r\bb\x7f"), QStringLiteral("a\u240d\u2408b\u2421"));
    EXPECT_EQ(shownText(QStringLiteral("a\u0085b").toUtf8()), QStringLiteral("a\uFFFDb"));
}

TEST(ShownText, showsMarksThatWouldTurnOrBreakTheLine)
{
    EXPECT_EQ(shownText(QStringLiteral("a\u202Eb\u2028c\u2066").toUtf8()), QStringLiteral("a\uFFFDb\uFFFDc\uFFFD"));
}
} // namespace
