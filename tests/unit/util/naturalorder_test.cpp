// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/naturalorder.h"

#include <QStringList>

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;

TEST(NaturalOrder, comparesNumbersAsNumbersAndCapitalsBesideSmallLetters)
{
    QStringList names{QStringLiteral("storm-10"), QStringLiteral("Storm-2"),  QStringLiteral("storm-9"),
                      QStringLiteral("alpha"),    QStringLiteral("storm-2b"), QStringLiteral("storm")};
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return naturalLess(a, b); });
    EXPECT_EQ(names, (QStringList{QStringLiteral("alpha"), QStringLiteral("storm"), QStringLiteral("Storm-2"),
                                  QStringLiteral("storm-2b"), QStringLiteral("storm-9"), QStringLiteral("storm-10")}));
}

TEST(NaturalOrder, isATotalOrder)
{
    const QStringList texts{QString(),
                            QStringLiteral("a1"),
                            QStringLiteral("a01"),
                            QStringLiteral("A1"),
                            QStringLiteral("a1x"),
                            QStringLiteral("99999999999999999999999"),
                            QStringLiteral("9")};
    for (const QString &a : texts) {
        for (const QString &b : texts) {
            EXPECT_EQ(naturalOrder(a, b) == 0, a == b) << qPrintable(a) << qPrintable(b);
            EXPECT_EQ(naturalOrder(a, b) < 0, naturalOrder(b, a) > 0) << qPrintable(a) << qPrintable(b);
        }
    }
}

TEST(NaturalOrder, numbersMayBeLongerThanAnyInteger)
{
    EXPECT_TRUE(naturalLess(QStringLiteral("v99999999999999999999998"), QStringLiteral("v99999999999999999999999")));
}
