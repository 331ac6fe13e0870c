// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/cancelled.h"

#include <gtest/gtest.h>

#include <QSet>

using namespace stormdeck;

TEST(Error, isOneSentenceAndTheNextMove)
{
    Error error{.attempted = QStringLiteral("list the nodes"),
                .target = QStringLiteral("storm-1 (tcp://10.0.0.5:2375)"),
                .reason = QStringLiteral("the connection was refused")};
    EXPECT_EQ(sentence(error),
              QStringLiteral("Could not list the nodes on storm-1 (tcp://10.0.0.5:2375): the connection was refused."));
    error.remedy = QStringLiteral("Check the port");
    EXPECT_TRUE(sentence(error).endsWith(QStringLiteral("was refused. Check the port.")));
    error.target.clear();
    EXPECT_TRUE(sentence(error).startsWith(QStringLiteral("Could not list the nodes: the connection")));
    error.attempted.clear();
    EXPECT_EQ(sentence(error), QStringLiteral("the connection was refused. Check the port."));
}

TEST(Error, ofWhatWasStoppedSaysWhatThatWas)
{
    const Error error = cancelled(QStringLiteral("look at zk1"));
    EXPECT_EQ(error.kind, ErrorKind::Cancelled);
    EXPECT_EQ(sentence(error), QStringLiteral("Could not look at zk1: it was stopped."));
}

TEST(Error, addsNoSecondFullStop)
{
    EXPECT_EQ(sentence({.reason = QStringLiteral("it is so.")}), QStringLiteral("it is so."));
    EXPECT_EQ(sentence({.reason = QStringLiteral("is it?")}), QStringLiteral("is it?"));
}

TEST(Error, isKnownByItsCodeElseByItsKind)
{
    EXPECT_EQ(codeOf({.kind = ErrorKind::OutcomeUnknown}), QStringLiteral("outcome-unknown"));
    EXPECT_EQ(codeOf({.kind = ErrorKind::Rejected, .code = QStringLiteral("storm.no-leader")}),
              QStringLiteral("storm.no-leader"));
}

TEST(Error, hasAWordOfItsOwnForEachKindAndLayer)
{
    QSet<QString> kinds;
    for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
        kinds << word(ErrorKind(kind));
    }
    EXPECT_EQ(kinds.size(), int(ErrorKind::Internal) + 1);
    QSet<QString> layers;
    for (int layer = 0; layer <= int(Layer::Storm); ++layer) {
        layers << word(Layer(layer));
    }
    EXPECT_EQ(layers.size(), int(Layer::Storm) + 1);
}
