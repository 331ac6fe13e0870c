// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/frames.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
QByteArray frame(char stream, const QByteArray &payload)
{
    QByteArray head(8, '\0');
    head[0] = stream;
    head[6] = static_cast<char>(payload.size() / 256);
    head[7] = static_cast<char>(payload.size() % 256);
    return head + payload;
}

/// Both streams as they come out, fed in two or more pieces.
struct Said
{
    QByteArray output;
    QByteArray errors;

    FrameReader::Sink sink()
    {
        return [this](const OutputChunk &chunk) {
            (chunk.stream == 2 ? errors : output).append(chunk.bytes);
            return true;
        };
    }
};

const QByteArray longText(70'000 % 65'536, 'x');
const QByteArray whole = frame(1, "hello\n") + frame(2, "err\n") + frame(1, "") + frame(1, longText) + frame(0, "in");
} // namespace

TEST(FrameReader, undoesFramesCutAtAnyPoint)
{
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        FrameReader reader;
        Said said;
        ASSERT_TRUE(reader.feed(whole.left(cut), said.sink()).value_or(false)) << cut;
        ASSERT_TRUE(reader.feed(whole.mid(cut), said.sink()).value_or(false)) << cut;
        ASSERT_EQ(said.output, "hello\n" + longText + "in") << cut;
        ASSERT_EQ(said.errors, QByteArray("err\n")) << cut;
        ASSERT_TRUE(reader.finish()) << cut;
    }
}

TEST(FrameReader, undoesFramesThatComeByteByByte)
{
    FrameReader reader;
    Said said;
    for (const char byte : whole) {
        ASSERT_TRUE(reader.feed(QByteArray(1, byte), said.sink()).value_or(false));
    }
    EXPECT_EQ(said.output, "hello\n" + longText + "in");
    EXPECT_EQ(said.errors, QByteArray("err\n"));
}

TEST(FrameReader, passesBytesOnThatAreNoText)
{
    const QByteArray bytes("\xfe\xff\x00\x41\x0a\xed\xab\xee\xdb\x1b[31mB", 15);
    FrameReader reader;
    Said said;
    ASSERT_TRUE(reader.feed(frame(1, bytes), said.sink()));
    EXPECT_EQ(said.output, bytes);
}

TEST(FrameReader, passesOnWhatHasComeOfALongFrame)
{
    FrameReader reader;
    Said said;
    ASSERT_TRUE(reader.feed(frame(1, "abcdef").left(11), said.sink()));
    EXPECT_EQ(said.output, QByteArray("abc"));
}

TEST(FrameReader, refusesFramesThatTurnIntoSomethingElse)
{
    FrameReader reader;
    Said said;
    const auto fed = reader.feed(frame(1, "x") + "INFO[0000] up\n", said.sink());
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().kind, ErrorKind::Undecodable);
    EXPECT_EQ(said.output, QByteArray("x"));
}

TEST(FrameReader, refusesAStreamThatDoesNotExist)
{
    FrameReader reader;
    Said said;
    EXPECT_FALSE(reader.feed(frame(4, "x"), said.sink()));
}

TEST(FrameReader, stopsWhereTheSinkHasEnough)
{
    FrameReader reader;
    int pieces = 0;
    const auto fed = reader.feed(whole, [&](const OutputChunk &) { return ++pieces < 2; });
    ASSERT_TRUE(fed);
    EXPECT_FALSE(*fed);
    EXPECT_EQ(pieces, 2);
}

// moby/moby#37336: an error in the stream is no line of the log.
TEST(FrameReader, tellsAnErrorOfTheEngineFromOutput)
{
    FrameReader reader;
    Said said;
    ASSERT_TRUE(reader.feed(frame(1, "line\n") + frame(3, "node is not available\n"), said.sink()));
    EXPECT_EQ(said.output, QByteArray("line\n"));
    const auto finished = reader.finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().kind, ErrorKind::Rejected);
    EXPECT_EQ(finished.error().reason, QStringLiteral("node is not available"));
}

TEST(FrameReader, noticesAnEndInsideAFrame)
{
    for (const qsizetype missing : {1, 4, 6, 11}) {
        FrameReader reader;
        Said said;
        ASSERT_TRUE(reader.feed(frame(1, "hello").chopped(missing), said.sink()));
        EXPECT_FALSE(reader.finish()) << missing;
    }
}
