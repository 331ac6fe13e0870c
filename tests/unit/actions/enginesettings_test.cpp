// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/enginesettings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace stormdeck::actions {
namespace {

QJsonObject objectOf(const Result<MergedSettings> &made)
{
    EXPECT_TRUE(made);
    return made ? QJsonDocument::fromJson(made->content).object() : QJsonObject();
}

TEST(EngineSettings, areWrittenWhereThereIsNoFile)
{
    const auto made = merged({}, {.logMegabytes = 10, .logFiles = 3, .liveRestoreOff = true});
    const QJsonObject object = objectOf(made);
    EXPECT_EQ(object.value(u"log-opts").toObject().value(u"max-size").toString(), QStringLiteral("10m"));
    EXPECT_EQ(object.value(u"log-opts").toObject().value(u"max-file").toString(), QStringLiteral("3"));
    EXPECT_FALSE(object.contains(u"live-restore")) << "it is off where nothing is said";
    EXPECT_TRUE(made->needsRestart);
}

TEST(EngineSettings, keepWhatElseIsThere)
{
    const QByteArray existing =
        R"({"hosts":["fd://"],"log-driver":"local","log-opts":{"compress":"false"},"registry-mirrors":["https://a"]})";
    const QJsonObject object =
        objectOf(merged(existing, {.logMegabytes = 5, .logFiles = 2, .mirrors = {QStringLiteral("https://b")}}));
    EXPECT_EQ(object.value(u"hosts").toArray().size(), 1);
    EXPECT_EQ(object.value(u"log-driver").toString(), QStringLiteral("local"));
    EXPECT_EQ(object.value(u"log-opts").toObject().value(u"compress").toString(), QStringLiteral("false"));
    EXPECT_EQ(object.value(u"registry-mirrors").toArray(),
              QJsonArray({QStringLiteral("https://a"), QStringLiteral("https://b")}));
}

TEST(EngineSettings, leaveALogDriverThatSomebodyChose)
{
    const auto made = merged(R"({"log-driver":"journald"})", {.logMegabytes = 5, .logFiles = 2});
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->changes.isEmpty());
}

TEST(EngineSettings, areNotWrittenTwice)
{
    const EngineSettings wanted{.logMegabytes = 10,
                                .logFiles = 3,
                                .liveRestoreOff = true,
                                .mirrors = {QStringLiteral("https://a")},
                                .insecureRegistries = {QStringLiteral("10.0.0.1:5000")}};
    const auto first = merged(R"({"live-restore":true})", wanted);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->changes.size(), 5);
    const auto second = merged(first->content, wanted);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->changes, QStringList());
}

TEST(EngineSettings, areReloadedWhereNoRestartIsNeeded)
{
    const auto made =
        merged(R"({"live-restore":true})", {.liveRestoreOff = true, .mirrors = {QStringLiteral("https://a")}});
    ASSERT_TRUE(made);
    EXPECT_FALSE(made->needsRestart);
}

TEST(EngineSettings, refuseAFileThatIsNone)
{
    const auto made = merged("{\"log-driver\": ", {.logMegabytes = 10});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::Conflict);
}

} // namespace
} // namespace stormdeck::actions
