// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sshserver.h"

#include <gtest/gtest.h>

namespace stormdeck::test {

using namespace std::chrono_literals;

[[nodiscard]] inline Deadline soon()
{
    return Deadline::in(20s);
}

/// Milliseconds since the start, as tests state their limits.
class StopWatch
{
public:
    [[nodiscard]] double milliseconds() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// A server that lets one Ed25519 key in, and a session to it that has not connected yet.
class SshTest : public testing::Test
{
protected:
    [[nodiscard]] std::shared_ptr<ssh::Session>
    sessionTo(const ssh::HostConfig &host, std::shared_ptr<ssh::Session> jump = {}, ssh::Liveness liveness = {}) const
    {
        return std::make_shared<ssh::Session>(ssh::Session::Parts{.host = host,
                                                                  .asker = asker,
                                                                  .answers = std::make_shared<ssh::Answers>(),
                                                                  .jump = std::move(jump),
                                                                  .liveness = liveness});
    }
    [[nodiscard]] static ssh::Command shell(const char *script, bool changesNothing = true)
    {
        return {.words = {QStringLiteral("sh"), QStringLiteral("-c"), QString::fromUtf8(script)},
                .changesNothing = changesNothing};
    }

    SshServer server;
    QString key = server.makeKey(QStringLiteral("key"), QStringLiteral("ed25519"));
    std::shared_ptr<ScriptedAsker> asker = std::make_shared<ScriptedAsker>();
    std::shared_ptr<ssh::Session> session = sessionTo(server.host(key));
};

/// The session leads to a server whose sudo is one of the test's own. What that was given, on its command line and on
/// its input, is in the files "args" and "given" of `server`.
class SudoTest : public SshTest
{
protected:
    SudoTest();
    /// "password" (at first), "lecture" before it asks, "free" of any question, "tty" wanted,
    /// "no-tty" that would do, or "forbidden".
    void policy(const QByteArray &word) const { server.write(QStringLiteral("policy"), word); }

    std::unique_ptr<SshServer> second;
};

} // namespace stormdeck::test
