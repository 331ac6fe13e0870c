// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/idtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

TEST(IdTextTest, isCopiedAsItIsThoughItMayBreakAnywhere)
{
    const QString id = QStringLiteral("7q2k9f1cuvzx8m4e5t6rlw3aa");
    ui::IdText text;
    text.setId(id);
    EXPECT_NE(text.text(), id);
    text.setSelection(0, int(text.text().size()));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&text, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), id);
    text.setId(QStringLiteral("12345678"));
    EXPECT_EQ(text.text(), QStringLiteral("12345678"));
}
} // namespace
