// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/session.h"

#include <QProcess>
#include <QTemporaryDir>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace stormdeck::test {

/// A real sshd of OpenSSH on a free port of this machine, as the user who runs the test: keys, configuration and
/// authorized_keys in a temporary folder. The port is held here and each connection is handed to an sshd of its own
/// (as from inetd), so that no port can be taken by another test. All ends with this object.
class SshServer
{
public:
    /// `lines` go in front of the configuration and therefore win. `address`: 127.0.0.1 or ::1.
    explicit SshServer(const QByteArray &lines = {}, const QByteArray &hostKeyType = "ed25519",
                       QByteArray address = "127.0.0.1");
    ~SshServer();
    SshServer(const SshServer &) = delete;
    SshServer &operator=(const SshServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// A new key pair, let in by the server unless `isLetIn` is false. Path of the private half.
    QString makeKey(const QString &name, const QString &type, const QString &passphrase = {}, bool isLetIn = true);
    /// Another host key than before.
    void changeHostKey(const QByteArray &type = "ed25519");
    [[nodiscard]] QString hostKeyFingerprint() const;
    [[nodiscard]] QByteArray hostKeyLine() const; ///< type and base64
    void write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QByteArray read(const QString &name) const;

    /// What the client needs to log in with that key; nothing in the user's own folders is used.
    [[nodiscard]] ssh::HostConfig host(const QString &key) const;

    [[nodiscard]] int connections() const { return m_connections; }
    /// Kills whatever serves connections.
    void killAll();
    /// Stops (SIGSTOP) whatever serves connections, as if the network was cut.
    void freezeAll();
    /// From now on new connections are accepted and closed.
    void refuse(bool isRefusing) { m_isRefusing = isRefusing; }
    [[nodiscard]] QByteArray log() const { return read(QStringLiteral("log")); }

private:
    void listen();
    void accept();
    void serve(int socket);
    void signalAll(int signal);
    void configure(const QByteArray &lines);

    const QByteArray m_address;
    QTemporaryDir m_folder;
    int m_listening = -1;
    int m_end = -1;
    quint16 m_port = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<bool> m_isRefusing = false;
    std::mutex m_mutex; ///< guards m_children
    std::set<pid_t> m_children;
    std::jthread m_acceptor;
};

/// Answers what it was told beforehand and keeps the questions.
class ScriptedAsker final : public ssh::Asker
{
public:
    bool acceptsHostKey(const ssh::HostKeyQuestion &question, const std::stop_token &stop) override;
    std::optional<ssh::GivenSecret> secret(const ssh::SecretQuestion &question, const std::stop_token &stop) override;
    bool offersToRemember() const override { return remembers; }
    void tell(const QString &sentence) override;

    [[nodiscard]] std::vector<ssh::HostKeyQuestion> hostKeyQuestions() const;
    [[nodiscard]] std::vector<ssh::SecretQuestion> secretQuestions() const;
    [[nodiscard]] QStringList told() const;

    std::atomic<bool> accepts = true;
    std::atomic<bool> waits = false; ///< until the stop, as a person who went away
    std::optional<QString> answer;   ///< set before the session starts, as is the next
    bool remembers = false;          ///< wants answers saved in the keychain

private:
    void waitForStop(const std::stop_token &stop) const;
    mutable std::mutex m_mutex; ///< guards the next three
    std::vector<ssh::HostKeyQuestion> m_hostKeyQuestions;
    std::vector<ssh::SecretQuestion> m_secretQuestions;
    QStringList m_told;
};

/// Runs a program and gives its output; the test fails where the program does.
QByteArray outputOf(const QString &program, const QStringList &arguments);

} // namespace stormdeck::test
