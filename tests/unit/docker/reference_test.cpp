// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/reference.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
const QString digest = QStringLiteral("sha256:") + QString(64, u'a');
}

TEST(ImageReference, readsAllItsParts)
{
    const auto image = parseReference(QStringLiteral("host:5000/group/name:3.8@") + digest);
    ASSERT_TRUE(image);
    EXPECT_EQ(image->repository, QStringLiteral("host:5000/group/name"));
    EXPECT_EQ(image->tag, QStringLiteral("3.8"));
    EXPECT_EQ(image->digest, digest);
}

TEST(ImageReference, tellsAPortFromATag)
{
    const auto untagged = parseReference(QStringLiteral("10.77.0.1:5000/storm")).value();
    EXPECT_EQ(untagged.repository, QStringLiteral("10.77.0.1:5000/storm"));
    EXPECT_TRUE(untagged.tag.isEmpty());
    const auto tagged = parseReference(QStringLiteral("storm:2.8.3")).value();
    EXPECT_EQ(tagged.repository, QStringLiteral("storm"));
    EXPECT_EQ(tagged.tag, QStringLiteral("2.8.3"));
}

TEST(ImageReference, isWrittenAsItWasRead)
{
    for (const QString &text :
         {QStringLiteral("storm"), QStringLiteral("storm:2.8.3"), QStringLiteral("[::1]:5000/a/b_c"),
          QString(QStringLiteral("h:1/n@") + digest), QString(QStringLiteral("h:1/n:t@") + digest)}) {
        EXPECT_EQ(parseReference(text).value().text(), text);
    }
}

TEST(ImageReference, keepsItsTagBesideADigest)
{
    const auto image = parseReference(QStringLiteral("h:5000/n:t@sha256:") + QString(64, u'b')).value();
    EXPECT_EQ(image.withDigest(digest).text(), QStringLiteral("h:5000/n:t@") + digest);
}

TEST(ImageReference, isPulledByDigestElseByTagElseAsLatest)
{
    EXPECT_EQ(parseReference(QStringLiteral("n:t@") + digest).value().version(), digest);
    EXPECT_EQ(parseReference(QStringLiteral("n:t")).value().version(), QStringLiteral("t"));
    EXPECT_EQ(parseReference(QStringLiteral("h:5000/n")).value().version(), QStringLiteral("latest"));
}

TEST(ImageReference, refusesWhatIsNoName)
{
    for (const char *text :
         {"", " ", "Storm", "storm:", "storm: 1", "storm:a/b", "-storm", "storm@", "storm@sha256:xyz", "storm@latest",
          "a b", "/storm", "storm/", "http://h/storm", "storm;rm", "storm:a:b"}) {
        const auto image = parseReference(QLatin1String(text));
        ASSERT_FALSE(image) << text;
        EXPECT_EQ(image.error().kind, ErrorKind::Rejected);
        EXPECT_FALSE(image.error().reason.isEmpty());
    }
}
