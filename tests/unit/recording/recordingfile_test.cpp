// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingfile.h"

#include "recording/recordingjson.h"
#include "recording/secrets.h"
#include "support/fixtures.h"
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
    recording::Unfolding before[5];
    recording::Unfolding after[5];
    for (size_t i = 0; i < made.answers.size(); ++i) {
        const watch::Answer &one = made.answers[i].answer;
        const watch::Answer &its = read->answers[i].answer;
        EXPECT_EQ(its.at - read->from, one.at - made.from);
        EXPECT_EQ(its.wall, one.wall);
        EXPECT_EQ(its.plane, one.plane);
        EXPECT_EQ(its.error, one.error);
        EXPECT_EQ(its.nothingToAsk, one.nothingToAsk);
        const auto plane = static_cast<size_t>(one.plane);
        RawAnswers clean = before[plane].of(made.answers[i].bodies);
        for (RawAnswer &body : clean) {
            body.body = recording::withoutSecrets(body.body);
        }
        EXPECT_EQ(after[plane].of(read->answers[i].bodies), clean);
    }
    EXPECT_FALSE(read->isCutShort);
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
    made.answers.front().bodies.push_back(
        {"/swarm", recording::Body::whole(R"({"JoinTokens":{"Worker":"SWMTKN-1-abc"}})")});
    ASSERT_TRUE(recording::saveRecording(made, path()));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->answers.front().bodies.back().body->text(), R"({"JoinTokens":{"Worker":"removed"}})");
}

TEST_F(RecordingFileTest, keepsEqualBodiesOnce)
{
    ASSERT_TRUE(recording::saveRecording(m_live.recorder.recording(), path()));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->answers.front().bodies.front().body, read->answers[5].bodies.front().body);
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

TEST_F(RecordingFileTest, opensOneOfTheFirstVersion)
{
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(test::fixture(QStringLiteral("recordings/first-version.stormrec")));
    file.close();
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_EQ(read->answers.size(), 60u);
    EXPECT_TRUE(read->answers.front().bodies.front().body->text().startsWith("{"));
    EXPECT_FALSE(read->isCutShort);
}

TEST_F(RecordingFileTest, isReadAsFarAsItGoes)
{
    ASSERT_TRUE(recording::saveRecording(m_live.recorder.recording(), path()));
    QFile file(path());
    ASSERT_TRUE(file.resize(file.size() - 40));
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_TRUE(read->isCutShort);
    EXPECT_FALSE(read->answers.empty());
}

TEST_F(RecordingFileTest, isRefusedWhereNotEvenItsHeadIsThere)
{
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("\x1f\x8b\x08");
    file.close();
    const auto read = recording::openRecording(path());
    ASSERT_FALSE(read);
    EXPECT_TRUE(read.error().reason.contains(QStringLiteral("before it says what it is of")));
}

/// Lines of one swarm after a head, as the reader is given them.
class RecordingLines : public testing::Test
{
protected:
    RecordingLines()
    {
        EXPECT_TRUE(m_reader.take(R"({"version":2,"cluster":"lab","begun":"2026-11-28T14:00:00.000"})"));
    }

    [[nodiscard]] QByteArray lastBody()
    {
        const recording::Recording made = std::move(m_reader).recording();
        return made.answers.back().bodies.back().body->text();
    }

    recording::LineReader m_reader;
};

TEST_F(RecordingLines, tellABodyWholeChangedAndAsBefore)
{
    for (const char *line : {R"({"at":0,"plane":"swarm","bodies":[["/nodes",["abcdef"]],["/tasks",["[]"]]]})",
                             R"({"at":1,"plane":"swarm","bodies":[["/tasks"],["/nodes",[[0,3],"-",[3,3]]]]})",
                             R"({"at":2,"plane":"swarm","same_as":1})"}) {
        EXPECT_TRUE(m_reader.take(line).value_or(false)) << line;
    }
    EXPECT_EQ(lastBody(), "abc-def");
}

TEST_F(RecordingLines, areRefusedWhereTheyReferToWhatIsNotThere)
{
    ASSERT_TRUE(m_reader.take(R"({"at":0,"plane":"swarm","bodies":[["/nodes",["abcdef"]]]})"));
    for (const char *line : {R"({"at":1,"plane":"swarm","same_as":7})", R"({"at":1,"plane":"storm","same_as":0})",
                             R"({"at":1,"plane":"swarm","bodies":[["/tasks"]]})",
                             R"({"at":1,"plane":"swarm","bodies":[["/nodes",[[4,3]]]]})",
                             R"({"at":1,"plane":"swarm","bodies":[["/nodes",[[-1,3]]]]})",
                             R"({"at":1,"plane":"swarm","bodies":[["/nodes",[[2,9223372036854775807]]]]})"}) {
        EXPECT_FALSE(m_reader.take(line)) << line;
    }
}

TEST_F(RecordingLines, endAtTheFirstThatIsNone)
{
    ASSERT_TRUE(m_reader.take(R"({"at":0,"plane":"swarm","bodies":[["/nodes",["abcdef"]]]})"));
    EXPECT_FALSE(m_reader.take(R"({"at":1,"pla)").value_or(true));
    EXPECT_EQ(lastBody(), "abcdef");
}

TEST(RecordingHead, refusesANewerKind)
{
    recording::LineReader reader;
    const auto taken = reader.take(R"({"version":3})");
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().contains(QStringLiteral("newer version"))) << qPrintable(taken.error());
}

TEST(RecordingLine, holdsBytesThatAreNoText)
{
    const QByteArray odd("a\xff\0b", 4);
    recording::Told told;
    const recording::Kept kept{
        .answer = {.plane = watch::Plane::Room, .machine = QStringLiteral("m"), .at = Instant(1s)},
        .bodies = {{"df", recording::Body::whole(odd)}, {"no", recording::Body::whole(QByteArray())}}};
    recording::LineReader reader;
    ASSERT_TRUE(reader.take(recording::encodeHead(QStringLiteral("lab"), {}, QDateTime::currentDateTime())));
    ASSERT_TRUE(reader.take(recording::encodeAnswer(kept, Instant(1s), told)));
    const recording::Recording made = std::move(reader).recording();
    EXPECT_EQ(made.answers[0].bodies[0].body->text(), odd);
    EXPECT_EQ(made.answers[0].bodies[1].body->text(), QByteArray());
}

TEST(RecordingIndex, refusesANewerKind)
{
    const auto read = recording::decodeIndex(R"({"version":3})", {});
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
