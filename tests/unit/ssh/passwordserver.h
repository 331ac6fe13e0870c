// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

struct ssh_session_struct;

namespace stormdeck::test {

/// What a PasswordServer asks in a keyboard-interactive login, and which answer it takes.
struct Prompt
{
    QByteArray words;
    QByteArray answer;
    bool isShown = false;
};

/// An SSH server of libssh that takes logins by password or keyboard-interactive and does nothing after them. It stands
/// for OpenSSH with PAM, which only root can run, and with accounts that a test must not make.
class PasswordServer
{
public:
    /// With no password the method is not offered; with no prompts the other one is not.
    PasswordServer(const QString &hostKey, QByteArray password, std::vector<Prompt> prompts);
    ~PasswordServer();
    PasswordServer(const PasswordServer &) = delete;
    PasswordServer &operator=(const PasswordServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QList<QByteArray> passwords() const; ///< that were tried
    [[nodiscard]] int logins() const { return m_logins; }

private:
    void accept(const std::stop_token &stop);
    void serve(int client);
    void answer(ssh_session_struct *session);
    [[nodiscard]] bool take(const QByteArray &password);
    [[nodiscard]] int methods() const;

    QByteArray m_hostKey;
    QByteArray m_password;
    std::vector<Prompt> m_prompts;
    int m_listening = -1;
    quint16 m_port = 0;
    std::atomic<int> m_client = -1;
    std::atomic<int> m_logins = 0;
    mutable std::mutex m_mutex; ///< guards m_passwords
    QList<QByteArray> m_passwords;
    std::jthread m_thread;
};

} // namespace stormdeck::test
