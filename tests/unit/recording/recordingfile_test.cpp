// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingfile.h"

#include "recording/recordingjson.h"
#include "unit/recording/observed.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;

class RecordingFileTest : public testing::Test
{
protected:
    void SetUp() override
    {
        m_live.allAnswer();
        m_live.clock.advance(1500ms);
        m_live.swarmFails();
        m_live.allAnswer();
        m_live.clock.advance(1s);
        m_live.store.dropStorm();
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("one.stormrec")); }

    QTemporaryDir m_folder;
    test::Observed m_live;
};

TEST_F(RecordingFileTest, isReadAsItWasWritten)
{
    const recording::Recording made = m_live.recorder.recording();
    ASSERT_TRUE(recording::saveRecording(made, path()));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_EQ(read->cluster, made.cluster);
    EXPECT_EQ(read->machines, made.machines);
    EXPECT_EQ(read->begun, made.begun);
    EXPECT_EQ(read->to - read->from, 2500ms);
    ASSERT_EQ(read->answers.size(), made.answers.size());
    for (size_t i = 0; i < made.answers.size(); ++i) {
        const watch::Answer &one = made.answers[i];
        EXPECT_EQ(read->answers[i].at - read->from, one.at - made.from);
        EXPECT_EQ(read->answers[i].wall, one.wall);
        EXPECT_EQ(read->answers[i].plane, one.plane);
        EXPECT_EQ(read->answers[i].error, one.error);
        EXPECT_EQ(read->answers[i].nothingToAsk, one.nothingToAsk);
        EXPECT_EQ(read->answers[i].bodies.size(), one.bodies.size());
    }
    EXPECT_EQ(bodyNamed(read->answers.front().bodies, "/version"), bodyNamed(made.answers.front().bodies, "/version"));
}

TEST_F(RecordingFileTest, keepsThatAnEndpointIsEncryptedAndNotWhereItsCertificatesLie)
{
    recording::Recording made = m_live.recorder.recording();
    made.machines[0].engine = Endpoint::tls(QStringLiteral("10.77.0.11"), 2376, QStringLiteral("/home/me/.docker"));
    ASSERT_TRUE(recording::saveRecording(made, path()));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->machines[0].engine.isEncrypted());
    EXPECT_FALSE(read->machines[0].engine.isExposed());
    EXPECT_FALSE(read->machines[0].engine.certificates.contains(QStringLiteral("/home/me")));
}

TEST_F(RecordingFileTest, isForItsOwnerOnly)
{
    ASSERT_TRUE(recording::saveRecording(m_live.recorder.recording(), path()));
    EXPECT_EQ(QFile::permissions(path()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), 0);
}

TEST_F(RecordingFileTest, holdsNoSecret)
{
    recording::Recording made = m_live.recorder.recording();
    made.answers.front().bodies.push_back({"/swarm", R"({"JoinTokens":{"Worker":"SWMTKN-1-abc"}})"});
    ASSERT_TRUE(recording::saveRecording(made, path()));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->answers.front().bodies.back().body, R"({"JoinTokens":{"Worker":"removed"}})");
}

TEST_F(RecordingFileTest, keepsEqualBodiesOnce)
{
    ASSERT_TRUE(recording::saveRecording(m_live.recorder.recording(), path()));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->answers.front().bodies.front().body.constData(), read->answers[5].bodies.front().body.constData());
}

TEST_F(RecordingFileTest, refusesWhatIsNone)
{
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("hello");
    file.close();
    const auto read = recording::openRecording(path());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, QStringLiteral("recording.invalid"));
    EXPECT_EQ(read.error().target, path());
}

TEST(RecordingIndex, refusesANewerKind)
{
    const auto read = recording::decodeIndex(R"({"version":2})", {});
    ASSERT_FALSE(read);
    EXPECT_TRUE(read.error().contains(QStringLiteral("newer version"))) << qPrintable(read.error());
}

TEST(RecordingIndex, refusesPlacesOutsideOfTheBodies)
{
    for (const char *place :
         {"[\"/nodes\",3,2]", "[\"/nodes\",-1,2]", "[\"/nodes\",9223372036854775807,2]", "[\"/nodes\"]"}) {
        const QByteArray json =
            R"({"version":1,"answers":[{"plane":"swarm","at":0,"bodies":[)" + QByteArray(place) + "]}]}";
        EXPECT_FALSE(recording::decodeIndex(json, "abcd")) << place;
    }
    EXPECT_TRUE(recording::decodeIndex(
        R"({"version":1,"answers":[{"plane":"swarm","at":0,"bodies":[["/nodes",2,2]]}]})", "abcd"));
}
} // namespace
