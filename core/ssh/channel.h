// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

struct ssh_session_struct;

namespace stormdeck::ssh {

enum class Output { Standard, Errors };

/// How a request that may have to wait for the other side stands. Failed: it was refused; where the connection is lost
/// it keeps Waiting, and the session's thread loses the work with the link.
enum class Progress { Waiting, Done, Failed };

/// One channel. On the session's thread only, never waits; must go before the session handle. Freeing it closes it.
class Channel
{
public:
    explicit Channel(ssh_session_struct *session);
    ~Channel();
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    // Called again with the same arguments as long as they are Waiting.
    [[nodiscard]] Progress openSession();
    [[nodiscard]] Progress openUnix(const QByteArray &path);
    [[nodiscard]] Progress openTcp(const QByteArray &host, quint16 port);
    [[nodiscard]] Progress requestExec(const QByteArray &line);
    [[nodiscard]] Progress requestSubsystem(const QByteArray &name);

    /// How many bytes were taken, perhaps none; -1: broken.
    [[nodiscard]] qsizetype write(const char *data, qsizetype size);
    /// How many bytes came, perhaps none; -1: there will be no more.
    [[nodiscard]] qsizetype read(Output which, char *data, qsizetype size);
    void sendEnd();
    /// `name` as "TERM". Passed over by OpenSSH before 7.9, and for a login of root.
    void sendSignal(const char *name);

    [[nodiscard]] bool isClosed() const;
    [[nodiscard]] std::optional<int> exitStatus() const;
    [[nodiscard]] QString signal() const; ///< as "KILL"; empty where no signal ended the command
    /// What libssh says of the last failure of the session.
    [[nodiscard]] QString words() const;
    /// Why the other side refused to open the channel: 1 forbidden, 2 could not connect, 4 out of resources; else 0.
    [[nodiscard]] int refusal() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace stormdeck::ssh
