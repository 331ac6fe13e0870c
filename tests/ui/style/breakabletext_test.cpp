// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/breakabletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

using style::BreakableText;
using style::TextSize;

TEST(BreakableText, isCopiedAsItIsThoughItMayBreakAnywhere)
{
    const QString id = QStringLiteral("7q2k9f1cuvzx8m4e5t6rlw3aa");
    BreakableText text(TextSize::Fixed, 8);
    text.setWhole(id);
    EXPECT_NE(text.text(), id);
    text.setSelection(0, int(text.text().size()));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&text, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), id);
    text.setWhole(QStringLiteral("12345678"));
    EXPECT_EQ(text.text(), QStringLiteral("12345678"));
}

TEST(BreakableText, isNoWiderThanItsOrdinaryWordsWhereOneIsLong)
{
    const QString words = QStringLiteral("cannot get it, no such image there");
    BreakableText text(TextSize::Body, 24);
    text.setWordWrap(true);
    text.setWhole(words);
    EXPECT_EQ(text.text(), words) << "a usual word stays whole";
    const int usual = text.minimumSizeHint().width();
    text.setWhole(words + QStringLiteral(" storm:2.8.3@sha256:3f1c2d9a77e0b1c2d3e4f5061728394a5b6c7d8e9f001122"));
    EXPECT_LE(text.minimumSizeHint().width(), 2 * usual);
}
} // namespace
