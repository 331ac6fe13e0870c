// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/ways.h"
#include "support/sshserver.h"

namespace stormdeck::test {

/// A "machine" behind a real sshd whose commands see files of their own: each runs in a mount namespace where /etc,
/// /var/lib, /var/log, /home, /root, /boot and /run are folders of this object, so that what a step does to a machine
/// can be done for real and harm nothing. Programs that manage a machine (systemctl, apt-get, dpkg-query, docker, …)
/// are stand-ins that keep their state in files. Where namespaces are not allowed, isPossible() is false.
class PrivateHost
{
public:
    PrivateHost();

    [[nodiscard]] bool isPossible() const { return m_isPossible; }
    [[nodiscard]] Machine machine() const;
    /// For ~/.ssh/config: the machine is called "fresh".
    [[nodiscard]] QByteArray sshConfig() const;
    [[nodiscard]] std::shared_ptr<access::Ways> ways(std::shared_ptr<ssh::Asker> asker) const;

    /// A file of that machine, by its absolute path there.
    void write(const QString &path, const QByteArray &content) const;
    [[nodiscard]] QByteArray read(const QString &path) const;
    [[nodiscard]] bool has(const QString &path) const;
    /// Where it is on this machine.
    [[nodiscard]] QString placeOf(const QString &path) const;
    /// A program that stands first in the PATH there.
    void program(const QString &name, const QByteArray &script) const;
    /// What the stand-ins remember: "active.docker.service" -> "active".
    void remember(const QString &name, const QByteArray &value) const;
    [[nodiscard]] QByteArray remembered(const QString &name) const;
    /// docker.io is installed there, and its engine runs.
    void haveEngine() const;
    /// The stand-ins that were called, a line each with arguments.
    [[nodiscard]] QByteArray calls() const { return remembered(QStringLiteral("calls")); }
    /// From now on nobody answers, as after a power-off.
    void goDown();

    [[nodiscard]] SshServer &server() { return *m_server; }

private:
    void furnish() const;

    QTemporaryDir m_folder;
    std::unique_ptr<SshServer> m_server;
    QString m_key;
    bool m_isPossible = false;
};

} // namespace stormdeck::test
