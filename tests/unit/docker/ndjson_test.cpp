// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/ndjson.h"

#include <QList>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
struct Lines
{
    QList<QByteArray> lines;

    LineReader::Sink sink()
    {
        return [this](const QByteArray &line) {
            lines.append(line);
            return Result<bool>(true);
        };
    }
};
const QByteArray whole = "{\"a\":1}\r\n{\"b\":2}\r\n\r\n{\"c\":3}";
const QList<QByteArray> parts{"{\"a\":1}", "{\"b\":2}", "{\"c\":3}"};
} // namespace

TEST(LineReader, findsLinesCutAtAnyPoint)
{
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        LineReader reader;
        Lines seen;
        ASSERT_TRUE(reader.feed(whole.left(cut), seen.sink()));
        ASSERT_TRUE(reader.feed(whole.mid(cut), seen.sink()));
        ASSERT_TRUE(reader.finish(seen.sink()));
        ASSERT_EQ(seen.lines, parts) << cut;
    }
}

TEST(LineReader, passesALineOnAsSoonAsItEnds)
{
    LineReader reader;
    Lines seen;
    ASSERT_TRUE(reader.feed("{\"a\":1}\n{\"b\"", seen.sink()));
    EXPECT_EQ(seen.lines, QList<QByteArray>{"{\"a\":1}"});
}

TEST(LineReader, refusesALineWithoutEnd)
{
    LineReader reader;
    Lines seen;
    const QByteArray piece(512 * 1024, 'x');
    ASSERT_TRUE(reader.feed(piece, seen.sink()));
    ASSERT_TRUE(reader.feed(piece, seen.sink()));
    const auto fed = reader.feed("x", seen.sink());
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().kind, ErrorKind::Undecodable);
}

TEST(LineReader, stopsAtAnErrorOfTheSink)
{
    LineReader reader;
    int seen = 0;
    const auto fed = reader.feed("1\n2\n3\n", [&](const QByteArray &) -> Result<bool> {
        if (++seen == 2) {
            return failure({.reason = QStringLiteral("enough")});
        }
        return true;
    });
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().reason, QStringLiteral("enough"));
    EXPECT_EQ(seen, 2);
}
