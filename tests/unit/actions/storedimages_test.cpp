// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/storedimages.h"

#include <gtest/gtest.h>

namespace stormdeck::actions {
namespace {

TEST(StoredImages, areFoundByWhatAPersonWrites)
{
    const QByteArray file =
        R"({"Repositories":{"storm":{"storm:2.8.3":"sha256:a"},"busybox":{"busybox:latest":"sha256:b"},
        "10.0.0.1:5000/zk":{"10.0.0.1:5000/zk:3.9":"sha256:c","10.0.0.1:5000/zk@sha256:d":"sha256:c"}}})";
    EXPECT_EQ(storedImage(file, QStringLiteral("storm:2.8.3")), QStringLiteral("sha256:a"));
    EXPECT_EQ(storedImage(file, QStringLiteral("docker.io/library/busybox")), QStringLiteral("sha256:b"));
    EXPECT_EQ(storedImage(file, QStringLiteral("10.0.0.1:5000/zk:3.9")), QStringLiteral("sha256:c"));
    EXPECT_EQ(storedImage(file, QStringLiteral("10.0.0.1:5000/zk:3.9@sha256:d")), QStringLiteral("sha256:c"));
    EXPECT_EQ(storedImage(file, QStringLiteral("storm")), QString()) << "another tag";
    EXPECT_EQ(storedImage("", QStringLiteral("storm:2.8.3")), QString());
}

} // namespace
} // namespace stormdeck::actions
