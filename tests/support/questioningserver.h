// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTemporaryDir>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace stormdeck::test {

/// One round of keyboard-interactive: what the server says and asks, and the answers that it takes.
struct Round
{
    struct Question
    {
        QByteArray prompt;
        bool isShown = false; ///< what is typed may be seen
        QByteArray answer;
    };
    QByteArray name;
    QByteArray instruction;
    std::vector<Question> questions;
};

/// An SSH server by libssh that lets in whoever answers its questions, for which sshd needs PAM and an account. Serves
/// one connection after the other on a free port of this machine; opens no channel.
class QuestioningServer
{
public:
    explicit QuestioningServer(std::vector<Round> rounds);
    ~QuestioningServer();
    QuestioningServer(const QuestioningServer &) = delete;
    QuestioningServer &operator=(const QuestioningServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// All answers that came.
    [[nodiscard]] QList<QByteArray> given() const;

private:
    struct Login;
    [[nodiscard]] QByteArray hostKeyFile() const;
    void accept();
    void serve(int socket);

    const std::vector<Round> m_rounds;
    QTemporaryDir m_folder;
    int m_listening = -1;
    quint16 m_port = 0;
    std::atomic<int> m_serving = -1; ///< the socket of the connection that is served
    std::atomic<bool> m_isEnding = false;
    mutable std::mutex m_mutex; ///< guards m_given
    QList<QByteArray> m_given;
    std::jthread m_thread;
};

} // namespace stormdeck::test
