// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/inputs.h"
#include "settings/profile.h"

#include <QFile>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

/// The first indented part of docs/cluster-file.md, as a person would copy it.
QByteArray example()
{
    QFile file(QStringLiteral(STORMDECK_DOCS "/cluster-file.md"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray margin = "    ";
    QByteArray copied;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.startsWith(margin)) {
            copied += line.mid(margin.size());
        } else if (!copied.isEmpty()) {
            break;
        }
    }
    return copied;
}

const QString origin = QStringLiteral("cluster-file.md");

TEST(ClusterFileDocument, showsAFileThatCanBeUsed)
{
    const auto inputs = ops::parseClusterFile(example(), origin);
    ASSERT_TRUE(inputs) << qPrintable(sentence(inputs.error()));
    for (const ops::Problem &problem : ops::problems(*inputs)) {
        ADD_FAILURE() << qPrintable(problem.field) << ": " << qPrintable(problem.sentence);
    }
    EXPECT_EQ(inputs->machines.size(), 4U);
    EXPECT_EQ(inputs->machines[1].engine.port, 2376) << "as it says of certificates";
    EXPECT_EQ(inputs->machines[3].address, QStringLiteral("10.77.0.14")) << "the host of its endpoint";
    EXPECT_EQ(inputs->storm.config.value(QStringLiteral("worker.heap.memory.mb")), QStringLiteral("128"));
}

TEST(ClusterFileDocument, showsAFileThatServesAsAProfileToo)
{
    const auto profile = settings::parseProfile(example(), origin);
    ASSERT_TRUE(profile) << qPrintable(sentence(profile.error()));
    EXPECT_EQ(profile->machines.size(), 4U);
    EXPECT_EQ(profile->stormUi, Endpoint::tcp(QStringLiteral("10.77.0.11"), 8080));
}

TEST(ClusterFileDocument, showsAFileThatComesBackAsItWasWritten)
{
    const auto inputs = ops::parseClusterFile(example(), origin);
    ASSERT_TRUE(inputs) << qPrintable(sentence(inputs.error()));
    const auto again = ops::parseClusterFile(ops::formatClusterFile(*inputs), origin);
    ASSERT_TRUE(again) << qPrintable(sentence(again.error()));
    EXPECT_TRUE(*again == *inputs);
}

} // namespace
} // namespace stormdeck::app
