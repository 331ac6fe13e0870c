// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/target.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
struct Readable
{
    const char *text;
    Target target;
};

Target target(const char *user, const char *host, quint16 port)
{
    return {QString::fromUtf8(user), QString::fromUtf8(host), port};
}
} // namespace

TEST(SshTarget, readsWhatPeopleWrite)
{
    const std::array cases{
        Readable{"storm-1", target("", "storm-1", 0)},
        Readable{"ops@storm-1", target("ops", "storm-1", 0)},
        Readable{" ops@storm-1:2222 ", target("ops", "storm-1", 2222)},
        Readable{"ssh://ops@storm-1:2222/", target("ops", "storm-1", 2222)},
        Readable{"ssh://storm-1", target("", "storm-1", 0)},
        Readable{"ops@corp@storm-1", target("ops@corp", "storm-1", 0)},
        Readable{"ssh://ops%40corp@storm-1", target("ops@corp", "storm-1", 0)},
        Readable{"my_host", target("", "my_host", 0)},
        Readable{"fd12::82d1", target("", "fd12::82d1", 0)},
        Readable{"[fd12::82d1]", target("", "fd12::82d1", 0)},
        Readable{"ssh://ops@[fd12::82d1]:22", target("ops", "fd12::82d1", 22)},
        Readable{"ssh://ops@[fe80::1%25eth0]:2222", target("ops", "fe80::1%eth0", 2222)},
    };
    for (const Readable &one : cases) {
        const auto read = parseTarget(QString::fromUtf8(one.text));
        ASSERT_TRUE(read) << one.text;
        EXPECT_EQ(*read, one.target) << one.text << " " << qPrintable(read->text());
    }
}

TEST(SshTarget, writesItselfSoThatItIsReadAgain)
{
    const std::array cases{target("ops", "storm-1", 2222), target("", "fd12::1", 0), target("o", "fd12::1", 22)};
    for (const Target &one : cases) {
        EXPECT_EQ(*parseTarget(one.text()), one) << qPrintable(one.text());
    }
}

TEST(SshTarget, refusesWhatItCannotTell)
{
    const std::array cases{"",           "ssh://",          "tcp://storm-1:22", "storm-1:0",       "storm-1:70000",
                           "storm-1:",   "storm-1:ssh",     "-oProxyCommand=x", "ops@-x",          "@storm-1",
                           "a b",        "ssh://host/path", "[fd12::1",         "[storm-1]:22:22", "fd12::82d1:22222",
                           "host\nname", "host;reboot"};
    for (const char *text : cases) {
        const auto read = parseTarget(QString::fromUtf8(text));
        EXPECT_FALSE(read) << text << " read as " << (read ? qPrintable(read->text()) : "");
        if (!read) {
            EXPECT_EQ(read.error().kind, ErrorKind::Rejected);
            EXPECT_FALSE(read.error().reason.isEmpty());
        }
    }
}

TEST(SshTarget, doesNotRepeatAPassword)
{
    const auto read = parseTarget(QStringLiteral("ssh://ops:hunter2@storm-1"));
    ASSERT_FALSE(read);
    EXPECT_FALSE(sentence(read.error()).contains(QStringLiteral("hunter2"))) << qPrintable(sentence(read.error()));
    EXPECT_TRUE(read.error().reason.contains(QStringLiteral("password")));
}
