// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshserver.h"

#include "ssh/configtokens.h"
#include "ssh/handles.h"
#include "util/deadline.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <array>
#include <csignal>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stormdeck::test {

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    EXPECT_EQ(process.exitCode(), 0) << qPrintable(program) << ": " << process.readAllStandardError().constData();
    return process.readAllStandardOutput();
}

namespace {
void makeKeyPair(const QString &file, const QString &type, const QString &passphrase)
{
    QFile::remove(file);
    outputOf(QStringLiteral("ssh-keygen"),
             {QStringLiteral("-q"), QStringLiteral("-t"), type, QStringLiteral("-N"), passphrase, QStringLiteral("-C"),
              QStringLiteral("test"), QStringLiteral("-f"), file});
}

/// The start-up files of whose shell this is would take their time and print into the output. sshd heeds one SetEnv.
QByteArray withHome(QByteArray lines, const QByteArray &folder)
{
    const QByteArray home = "SetEnv HOME=" + folder;
    return lines.contains("SetEnv ") ? lines.replace("SetEnv ", home + ' ') : lines + '\n' + home;
}
} // namespace

SshServer::SshServer(const QByteArray &lines, const QByteArray &hostKeyType, QByteArray address)
    : m_address(std::move(address))
{
    if (getuid() == 0) {
        mkdir("/run/sshd", 0755); // sshd of root wants it and the package makes it at boot only
    }
    changeHostKey(hostKeyType);
    write(QStringLiteral("authorized_keys"), {});
    configure(lines);
    listen();
    m_end = eventfd(0, EFD_CLOEXEC);
    m_acceptor = std::jthread([this] { accept(); });
}

void SshServer::listen()
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
    addrinfo *found = nullptr;
    ASSERT_EQ(getaddrinfo(m_address.constData(), "0", &hints, &found), 0);
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    m_listening = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    EXPECT_EQ(bind(m_listening, found->ai_addr, found->ai_addrlen), 0) << m_address.constData();
    freeaddrinfo(found);
    ::listen(m_listening, 32);
    getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
    // The port stands in the same place in both families.
    m_port = ntohs(reinterpret_cast<const sockaddr_in *>(&address)->sin_port);
}

SshServer::~SshServer()
{
    eventfd_write(m_end, 1);
    m_acceptor.join();
    killAll();
    close(m_listening);
    close(m_end);
}

void SshServer::configure(const QByteArray &lines)
{
    const QByteArray folder = m_folder.path().toUtf8();
    write(QStringLiteral("sshd_config"),
          withHome(lines, folder) + "\nHostKey " + folder + "/host_key" + "\nAuthorizedKeysFile " + folder +
              "/authorized_keys"
              "\nStrictModes no\nUsePAM no\nPasswordAuthentication no"
              "\nKbdInteractiveAuthentication no\nPermitRootLogin yes\nPidFile none"
              "\nLogLevel VERBOSE\n" +
              // A session counts there until its process is reaped, on a busy machine longer than here.
              (lines.contains("MaxSessions") ? "" : "MaxSessions 64\n") +
              (lines.contains("Subsystem sftp") ? "" : "Subsystem sftp internal-sftp\n"));
}

void SshServer::accept()
{
    for (;;) {
        std::array<pollfd, 2> polled{pollfd{m_end, POLLIN, 0}, pollfd{m_listening, POLLIN, 0}};
        poll(polled.data(), polled.size(), -1);
        if (polled[0].revents != 0) {
            return;
        }
        const ssh::Descriptor client(accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC));
        if (client.number() >= 0) {
            ++m_connections;
            if (!m_isRefusing) {
                serve(client.number());
            }
        }
    }
}

void SshServer::serve(int socket)
{
    const QByteArray config = path(QStringLiteral("sshd_config")).toUtf8();
    const QByteArray log = path(QStringLiteral("log")).toUtf8();
    std::array<char *, 6> arguments{const_cast<char *>("/usr/sbin/sshd"),
                                    const_cast<char *>("-i"),
                                    const_cast<char *>("-e"),
                                    const_cast<char *>("-f"),
                                    const_cast<char *>(config.data()),
                                    nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, 0);
    posix_spawn_file_actions_adddup2(&actions, socket, 1);
    posix_spawn_file_actions_addopen(&actions, 2, log.constData(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t child = 0;
    if (posix_spawn(&child, arguments[0], &actions, &attributes, arguments.data(), environ) == 0) {
        const std::scoped_lock lock(m_mutex);
        m_children.insert(child);
    } else {
        ADD_FAILURE() << "sshd could not be started: is openssh-server installed?";
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
}

void SshServer::signalAll(int signal)
{
    const std::scoped_lock lock(m_mutex);
    for (const pid_t child : m_children) {
        kill(-child, signal);
    }
}

void SshServer::freezeAll()
{
    signalAll(SIGSTOP);
}

void SshServer::killAll()
{
    signalAll(SIGKILL);
    const std::scoped_lock lock(m_mutex);
    for (const pid_t child : m_children) {
        waitpid(child, nullptr, 0);
    }
    m_children.clear();
}

QString SshServer::makeKey(const QString &name, const QString &type, const QString &passphrase, bool isLetIn)
{
    const QString file = path(name);
    makeKeyPair(file, type, passphrase);
    if (isLetIn) {
        write(QStringLiteral("authorized_keys"),
              read(QStringLiteral("authorized_keys")) + read(name + QStringLiteral(".pub")));
    }
    return file;
}

void SshServer::changeHostKey(const QByteArray &type)
{
    makeKeyPair(path(QStringLiteral("host_key")), QString::fromLatin1(type), {});
}

QString SshServer::hostKeyFingerprint() const
{
    const auto words = outputOf(QStringLiteral("ssh-keygen"),
                                {QStringLiteral("-l"), QStringLiteral("-f"), path(QStringLiteral("host_key.pub"))})
                           .split(' ');
    return QString::fromLatin1(words.value(1));
}

QByteArray SshServer::hostKeyLine() const
{
    const auto words = read(QStringLiteral("host_key.pub")).split(' ');
    return words.value(0) + ' ' + words.value(1);
}

void SshServer::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray SshServer::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ssh::HostConfig SshServer::host(const QString &key) const
{
    ssh::HostConfig host;
    host.label = QStringLiteral("box");
    host.hostName = QString::fromLatin1(m_address);
    host.port = m_port;
    host.user = ssh::localUser();
    host.identityFiles = key.isEmpty() ? QStringList() : QStringList{key};
    host.identitiesGiven = true;
    host.identitiesOnly = true;
    host.knownHostsFiles = {path(QStringLiteral("known_hosts"))};
    return host;
}

bool ScriptedAsker::acceptsHostKey(const ssh::HostKeyQuestion &question, const std::stop_token &stop)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_hostKeyQuestions.push_back(question);
    }
    waitForStop(stop);
    return accepts && !stop.stop_requested();
}

std::optional<ssh::GivenSecret> ScriptedAsker::secret(const ssh::SecretQuestion &question, const std::stop_token &stop)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_secretQuestions.push_back(question);
    }
    waitForStop(stop);
    return answer ? std::optional(ssh::GivenSecret{Secret(*answer), remembers}) : std::nullopt;
}

void ScriptedAsker::tell(const QString &sentence)
{
    const std::scoped_lock lock(m_mutex);
    m_told << sentence;
}

QStringList ScriptedAsker::told() const
{
    const std::scoped_lock lock(m_mutex);
    return m_told;
}

void ScriptedAsker::waitForStop(const std::stop_token &stop) const
{
    while (waits && pause(std::chrono::milliseconds(20), stop)) {
    }
}

std::vector<ssh::HostKeyQuestion> ScriptedAsker::hostKeyQuestions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_hostKeyQuestions;
}

std::vector<ssh::SecretQuestion> ScriptedAsker::secretQuestions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_secretQuestions;
}

} // namespace stormdeck::test
