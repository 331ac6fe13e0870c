// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/endpoint.h"
#include "util/hostport.h"

#include <gtest/gtest.h>

using namespace stormdeck;

namespace {
QString why(const char *text)
{
    const auto endpoint = parseEndpoint(QString::fromUtf8(text));
    EXPECT_FALSE(endpoint) << text;
    return endpoint ? QString() : endpoint.error().reason;
}

Endpoint read(const char *text)
{
    const auto endpoint = parseEndpoint(QString::fromUtf8(text));
    EXPECT_TRUE(endpoint) << text;
    return endpoint.value_or(Endpoint());
}
} // namespace

TEST(HostAndPort, bracketsWhatHasColonsItself)
{
    EXPECT_EQ(hostAndPort(QStringLiteral("10.0.0.5"), swarmPort), QStringLiteral("10.0.0.5:2377"));
    EXPECT_EQ(hostAndPort(QStringLiteral("fd12::82d1"), swarmPort), QStringLiteral("[fd12::82d1]:2377"));
}

TEST(Endpoint, readsUnixSockets)
{
    const Endpoint expected = Endpoint::unixSocket(QStringLiteral("/run/user/1000/docker.sock"));
    EXPECT_EQ(read("unix:///run/user/1000/docker.sock"), expected);
    EXPECT_EQ(read("/run/user/1000/docker.sock"), expected);
    EXPECT_EQ(read("unix:///my run/d.sock").path, QStringLiteral("/my run/d.sock"));
    EXPECT_TRUE(why("unix://run/docker.sock").contains(QStringLiteral("absolute")));
}

TEST(Endpoint, readsHostsAndPorts)
{
    EXPECT_EQ(read("tcp://10.0.0.5:2376"), Endpoint::tcp(QStringLiteral("10.0.0.5"), 2376));
    EXPECT_EQ(read("storm-1:2375"), Endpoint::tcp(QStringLiteral("storm-1"), 2375));
    EXPECT_EQ(read("tcp://storm-1").port, 2375);
    EXPECT_EQ(read("tcp://h:2375/").host, QStringLiteral("h"));
    EXPECT_EQ(read(" tcp://h:2376 ").port, 2376);
}

TEST(Endpoint, readsIPv6AndWritesItBackWithBrackets)
{
    // moby/moby#18879, docker/docker-py#3006: brackets dropped, or the port swallowed.
    const Endpoint endpoint = read("tcp://[fd12::82d1]:2376");
    EXPECT_EQ(endpoint.host, QStringLiteral("fd12::82d1"));
    EXPECT_EQ(endpoint.port, 2376);
    EXPECT_EQ(endpoint.text(), QStringLiteral("tcp://[fd12::82d1]:2376"));
    EXPECT_EQ(read("[2001:db8::5]:2376"), Endpoint::tcp(QStringLiteral("2001:db8::5"), 2376));
    EXPECT_FALSE(why("tcp://fd12::82d1:2375").isEmpty());
}

TEST(Endpoint, writesWhatItReads)
{
    for (const char *text :
         {"unix:///var/run/docker.sock", "tcp://10.0.0.5:2375", "tcp://[::1]:2375", "tcp://storm-1:1", "ssh://storm-1",
          "ssh://ops@Storm-1:2222", "ssh://a%40b@[fe80::1%25eth0]:22/run/my%20docker.sock"}) {
        EXPECT_EQ(read(text).text(), QString::fromUtf8(text));
    }
}

TEST(Endpoint, readsSocketsBehindSsh)
{
    const QString usual = QStringLiteral("/var/run/docker.sock");
    EXPECT_EQ(read("ssh://ops@storm-1"), Endpoint::ssh(QStringLiteral("ops"), QStringLiteral("storm-1"), 0, usual));
    EXPECT_EQ(read("ssh://Storm_1/"), Endpoint::ssh({}, QStringLiteral("Storm_1"), 0, usual)) << "an alias as it is";
    EXPECT_EQ(
        read("ssh://ops@10.0.0.5:2222/run/my%20docker.sock"),
        Endpoint::ssh(QStringLiteral("ops"), QStringLiteral("10.0.0.5"), 2222, QStringLiteral("/run/my docker.sock")));
    EXPECT_EQ(read("ssh://a%40b@h").user, QStringLiteral("a@b"));
    EXPECT_EQ(read("ssh://[fe80::1%25eth0]:22").host, QStringLiteral("fe80::1%eth0"));
}

TEST(Endpoint, refusesWhatIsNoSocketBehindSsh)
{
    for (const char *text : {"ssh://", "ssh:///run/docker.sock", "ssh://@h", "ssh://-oProxyCommand=x", "ssh://-x@h",
                             "ssh://h:0", "ssh://h:x", "ssh://h:99999", "ssh://fd12::1", "ssh://[h]", "ssh://[::1",
                             "ssh://h/run/d?a=b", "ssh://h/run/d#a", "ssh://a b"}) {
        EXPECT_FALSE(why(text).isEmpty()) << text;
    }
}

TEST(Endpoint, doesNotRepeatAPassword)
{
    for (const char *text : {"ssh://ops:geheim@storm-1", "ssh://ops%3Ageheim@storm-1:22/run/d"}) {
        EXPECT_TRUE(why(text).contains(QStringLiteral("password"))) << text;
    }
    for (const char *text :
         {"ssh://ops:geheim@storm-1", "ssh://ops%3Ageheim@storm-1:22/run/d", "ssh://ops:geheim/x@storm-1",
          "ops:geheim@storm-1", "tcp://u:geheim@storm-1", "https://u:geheim@storm-1:2376", "u:geheim@storm-1:x",
          "unix://geheim@storm-1", "fd://geheim@storm-1", "npipe://u:geheim@storm-1"}) {
        const auto endpoint = parseEndpoint(QString::fromUtf8(text));
        ASSERT_FALSE(endpoint) << text;
        EXPECT_FALSE(sentence(endpoint.error()).contains(QStringLiteral("geheim"))) << text;
        EXPECT_TRUE(sentence(endpoint.error()).contains(QStringLiteral("…@storm-1"))) << text;
    }
}

TEST(Endpoint, saysWhatIsNotSupportedYet)
{
    EXPECT_TRUE(why("https://h:2376").contains(QStringLiteral("not supported yet")));
    EXPECT_TRUE(why("https://h:2376").startsWith(QStringLiteral("https")));
    EXPECT_TRUE(why("npipe:////./pipe/docker_engine").contains(QStringLiteral("Windows only")));
    EXPECT_TRUE(why("fd://").contains(QStringLiteral("the engine's own use")));
}

TEST(Endpoint, refusesWhatIsNoEndpoint)
{
    for (const char *text : {"", "  ", "tcp://", "tcp://:2375", "tcp://h:99999", "tcp://h:x", "tcp://me@h:2375",
                             "h:2375?a=b", "12.234.45.127:2375/docker/engine"}) {
        EXPECT_FALSE(why(text).isEmpty()) << text;
    }
    EXPECT_TRUE(why("  ").contains(QStringLiteral("empty")));
    const auto endpoint = parseEndpoint(QStringLiteral("unix://relative"));
    EXPECT_EQ(codeOf(endpoint.error()), QStringLiteral("endpoint.unreadable"));
    EXPECT_EQ(endpoint.error().kind, ErrorKind::Rejected);
}

TEST(Endpoint, knowsWhatStaysOnThisMachine)
{
    for (const char *text : {"/run/d.sock", "tcp://localhost:1", "tcp://127.0.0.9:1", "tcp://[::1]:1"}) {
        EXPECT_TRUE(read(text).isLocal()) << text;
    }
    for (const char *text :
         {"tcp://10.0.0.5:1", "tcp://localhost.example.org:1", "tcp://[fd12::1]:1", "ssh://localhost"}) {
        EXPECT_FALSE(read(text).isLocal()) << text;
    }
}

TEST(Endpoint, isExposedOnlyByPlainTcpBeyondThisMachine)
{
    EXPECT_TRUE(read("tcp://10.0.0.5:2375").isExposed());
    EXPECT_FALSE(Endpoint::tls(QStringLiteral("10.0.0.5"), 2376, QStringLiteral("/c")).isExposed());
    for (const char *text : {"ssh://storm-1", "/run/d.sock", "tcp://localhost:1"}) {
        EXPECT_FALSE(read(text).isExposed()) << text;
    }
}
