// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftp.h"

#include "ssh/wire.h"

#include <gtest/gtest.h>

using namespace stormdeck::ssh;

namespace {
QByteArray packet(const WireWriter &content)
{
    WireWriter whole;
    whole.text(content.bytes());
    return whole.bytes();
}

QByteArray status(quint32 id, quint32 code)
{
    WireWriter writer;
    writer.byte(101);
    writer.number(id);
    writer.number(code);
    writer.text("words");
    writer.text("en");
    return packet(writer);
}
} // namespace

TEST(SshSftp, takesAnswersApartHoweverTheyComeInPieces)
{
    WireWriter hello;
    hello.byte(2);
    hello.number(3);
    hello.text("posix-rename@openssh.com");
    hello.text("1");
    const QByteArray all = packet(hello) + status(1, 0) + status(2, 4);
    sftp::Answers answers;
    std::vector<sftp::Answer> got;
    for (const char byte : all) {
        answers.add(QByteArrayView(&byte, 1));
        while (const auto one = answers.next()) {
            got.push_back(*one);
        }
    }
    ASSERT_EQ(got.size(), 3U);
    EXPECT_EQ(got[0].kind, sftp::Answer::Kind::Hello);
    EXPECT_TRUE(got[0].extensions.contains("posix-rename@openssh.com"));
    EXPECT_EQ(got[1].id, 1U);
    EXPECT_EQ(got[2].status, quint32(sftp::Failure));
    EXPECT_EQ(got[2].text, "words");
}

TEST(SshSftp, noticesThatTheOtherSideSpeaksSomethingElse)
{
    sftp::Answers answers;
    answers.add("Welcome to this machine\n");
    EXPECT_FALSE(answers.next());
    EXPECT_TRUE(answers.isBroken());
    EXPECT_EQ(answers.rest(), "Welcome to this machine\n");
}

TEST(SshSftp, writesRequestsAsTheProtocolHasThem)
{
    EXPECT_EQ(sftp::hello().toHex(), "000000050100000003");
    EXPECT_EQ(sftp::write(7, "h", 0x100000002, "ab").toHex(), "00000018"
                                                              "06"
                                                              "00000007"
                                                              "00000001"
                                                              "68"
                                                              "0000000100000002"
                                                              "00000002"
                                                              "6162");
    EXPECT_EQ(sftp::openNew(1, "/x").toHex(), "00000017"
                                              "03"
                                              "00000001"
                                              "00000002"
                                              "2f78"
                                              "0000002a"
                                              "00000004"
                                              "00000180");
}
