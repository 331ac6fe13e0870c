// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/jsontext.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

using namespace stormdeck;

TEST(JsonText, keepsTheOrderAndTheKindsOfItsMembers)
{
    const QString text = jsonText({{QStringLiteral("z"), 3}, {QStringLiteral("a"), QStringLiteral("x")}});
    EXPECT_EQ(text, QStringLiteral("{\n  \"z\": 3,\n  \"a\": \"x\"\n}"));
}

TEST(JsonText, canBeReadBackWhateverIsInIt)
{
    const QString odd = QStringLiteral("\"quoted\"\n\t\\ שרת");
    const QString text = jsonText({{QStringLiteral("text"), odd},
                                   {QStringLiteral("nothing"), QVariant()},
                                   {QStringLiteral("big"), QVariant::fromValue<qint64>(8'589'934'592)},
                                   {QStringLiteral("half"), 0.5}});
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    EXPECT_EQ(object.value(QStringLiteral("text")).toString(), odd);
    EXPECT_TRUE(object.value(QStringLiteral("nothing")).isNull());
    EXPECT_EQ(object.value(QStringLiteral("big")).toInteger(), 8'589'934'592);
    EXPECT_EQ(object.value(QStringLiteral("half")).toDouble(), 0.5);
}
