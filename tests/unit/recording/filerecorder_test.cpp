// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/filerecorder.h"

#include "recording/recordingfile.h"
#include "support/fixtures.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <latch>

namespace {
using namespace stormdeck;
using namespace std::chrono_literals;
using recording::FileRecorder;

watch::Answer answer(int second, const QByteArray &body)
{
    return {.plane = watch::Plane::Swarm,
            .at = Instant(std::chrono::seconds(second)),
            .wall = QDateTime(QDate(2026, 11, 28), QTime(14, 0)).addSecs(second),
            .bodies = {{"/nodes", body}}};
}

/// A disk that has room for so many bytes, and what was written to it.
class SmallDisk final : public QIODevice
{
public:
    SmallDisk(qint64 room, QByteArray &written) : m_room(room), m_written(written) { open(WriteOnly | Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *bytes, qint64 size) override
    {
        const qint64 fitting = std::min(size, m_room - m_written.size());
        m_written.append(bytes, fitting);
        setErrorString(QStringLiteral("No space left on device"));
        return fitting;
    }

private:
    const qint64 m_room;
    QByteArray &m_written;
};

bool becomes(const std::function<bool()> &met)
{
    for (int i = 0; i < 250 && !met(); ++i) {
        std::this_thread::sleep_for(20ms);
    }
    return met();
}

class FileRecorderTest : public testing::Test
{
protected:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("one.stormrec")); }
    [[nodiscard]] std::shared_ptr<FileRecorder> begun() const
    {
        auto made = FileRecorder::create(path(), QStringLiteral("lab"), {});
        return made ? *made : nullptr;
    }

    QTemporaryDir m_folder;
};

TEST_F(FileRecorderTest, writesWhatItTakes)
{
    const auto recorder = begun();
    ASSERT_TRUE(recorder);
    for (int i = 0; i < 10; ++i) {
        recorder->take(answer(i, i < 5 ? "[1]" : "[2]"));
    }
    const auto written = recorder->end();
    ASSERT_TRUE(written) << qPrintable(sentence(written.error()));
    EXPECT_EQ(written->answers, 10);
    EXPECT_EQ(written->length, 9s);
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_FALSE(read->isCutShort);
    ASSERT_EQ(read->answers.size(), 10u);
    EXPECT_EQ(read->to - read->from, 9s);
    EXPECT_EQ(read->answers[4].bodies[0].body, read->answers[0].bodies[0].body);
    EXPECT_EQ(read->answers[9].bodies[0].body->text(), "[2]");
    recorder->take(answer(11, "[3]"));
    EXPECT_EQ(recorder->end()->answers, 10) << "it is over";
}

TEST_F(FileRecorderTest, isInItsFileBeforeItEnds)
{
    const auto recorder = begun();
    ASSERT_TRUE(recorder);
    recorder->take(answer(0, "[1]"));
    ASSERT_TRUE(becomes([&] {
        const auto read = recording::openRecording(path());
        return read && read->isCutShort && read->answers.size() == 1;
    }));
    recorder->take(answer(1, "[2]"));
    EXPECT_TRUE(becomes([&] {
        const auto read = recording::openRecording(path());
        return read && read->answers.size() == 2;
    })) << "without a further answer";
}

TEST_F(FileRecorderTest, isForItsOwnerOnlyAlsoWhereAnotherFileWasThere)
{
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther);
    file.close();
    ASSERT_TRUE(begun());
    EXPECT_EQ(QFile::permissions(path()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), 0);
}

TEST_F(FileRecorderTest, holdsNoSecret)
{
    const auto recorder = begun();
    ASSERT_TRUE(recorder);
    recorder->take(answer(0, R"({"JoinTokens":{"Worker":"SWMTKN-1-abc-def"},"n":1})"));
    recorder->take(answer(1, R"({"JoinTokens":{"Worker":"SWMTKN-1-abc-xyz"},"n":2})"));
    ASSERT_TRUE(recorder->end());
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read);
    ASSERT_EQ(read->answers.size(), 2u);
    EXPECT_EQ(read->answers[0].bodies[0].body->text(), R"({"JoinTokens":{"Worker":"removed"},"n":1})");
    EXPECT_EQ(read->answers[1].bodies[0].body->text(), R"({"JoinTokens":{"Worker":"removed"},"n":2})");
}

TEST_F(FileRecorderTest, canBeEmpty)
{
    ASSERT_TRUE(begun()->end());
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_TRUE(read->answers.empty());
    EXPECT_FALSE(read->isCutShort);
}

TEST_F(FileRecorderTest, saysAtOnceThatItCannotBegin)
{
    const auto made = FileRecorder::create(m_folder.filePath(QStringLiteral("no/such.stormrec")), {}, {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, QStringLiteral("recording.not-saved"));
    EXPECT_FALSE(FileRecorder::create(m_folder.path(), {}, {})) << "a folder";
}

TEST_F(FileRecorderTest, endsWhereTheDiskIsFullAndKeepsWhatWasWritten)
{
    QByteArray written;
    FileRecorder recorder(std::make_unique<SmallDisk>(4000, written), path(), QStringLiteral("lab"), {});
    recorder.take(answer(0, "[1]"));
    std::this_thread::sleep_for(100ms); // that it is brought to the disk by itself
    const QByteArray noise = test::fixture(QStringLiteral("docker-1.41/info-manager.json"));
    for (int i = 1; i < 500 && !recorder.isOver(); ++i) {
        std::this_thread::sleep_for(10ms);
        recorder.take(answer(i, QByteArray::number(i * 7919) + noise.mid(i % noise.size()).toBase64()));
    }
    ASSERT_TRUE(becomes([&] { return recorder.isOver(); }));
    const auto ended = recorder.end();
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, QStringLiteral("recording.ended"));
    EXPECT_TRUE(sentence(ended.error()).contains(QStringLiteral("No space left on device")));
    EXPECT_TRUE(sentence(ended.error()).contains(QStringLiteral("is in the file")));
    EXPECT_LE(written.size(), 4000);
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(written);
    file.close();
    const auto read = recording::openRecording(path());
    ASSERT_TRUE(read) << qPrintable(sentence(read.error()));
    EXPECT_TRUE(read->isCutShort);
    ASSERT_FALSE(read->answers.empty());
    EXPECT_EQ(read->answers.front().bodies[0].body->text(), "[1]");
}

/// A disk that takes nothing until it is let go.
class StuckDisk final : public QIODevice
{
public:
    explicit StuckDisk(std::latch &letGo) : m_letGo(letGo) { open(WriteOnly | Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        m_letGo.wait();
        return size;
    }

private:
    std::latch &m_letGo;
};

TEST_F(FileRecorderTest, waitsForTheDiskHoweverManyMachinesAnswer)
{
    std::latch letGo(1);
    FileRecorder recorder(std::make_unique<StuckDisk>(letGo), path(), QStringLiteral("lab"), {});
    constexpr int many = 5000; // a look at that many engines
    for (int i = 0; i < many; ++i) {
        recorder.take({.plane = watch::Plane::Engine,
                       .machine = QStringLiteral("storm-%1").arg(i),
                       .at = Instant(1s),
                       .bodies = {{"/info", "{}"}}});
    }
    letGo.count_down();
    const auto written = recorder.end();
    ASSERT_TRUE(written) << qPrintable(sentence(written.error()));
    EXPECT_EQ(written->answers, many);
}

TEST_F(FileRecorderTest, endsWhereWhatWaitsForTheDiskWouldFillTheMemory)
{
    std::latch letGo(1);
    FileRecorder recorder(std::make_unique<StuckDisk>(letGo), path(), QStringLiteral("lab"), {});
    QByteArray large(16 * 1024 * 1024, Qt::Uninitialized);
    QRandomGenerator(5).generate(large.begin(), large.end());
    for (qint64 taken = 0; taken <= 2 * FileRecorder::mostWaiting + large.size(); taken += large.size()) {
        recorder.take(answer(1, large));
    }
    letGo.count_down();
    const auto written = recorder.end();
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, QStringLiteral("recording.ended"));
    EXPECT_TRUE(sentence(written.error()).contains(QStringLiteral("does not keep up")));
}
} // namespace
