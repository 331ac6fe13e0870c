// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeengine.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace stormdeck::test {

namespace {
using Pipe = std::array<int, 2>;

/// A process with pipes for its three streams, in a group of its own.
struct Process
{
    pid_t pid = -1;
    int in = -1;
    int out = -1;
    int err = -1;
};

Process spawn(const QStringList &command)
{
    Pipe in{};
    Pipe out{};
    Pipe err{};
    if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) {
        qFatal("No pipes");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::vector<QByteArray> words;
    std::vector<char *> pointers;
    for (const QString &word : command) {
        words.push_back(word.toUtf8());
    }
    for (QByteArray &word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    Process process{.in = in[1], .out = out[0], .err = err[0]};
    if (posix_spawnp(&process.pid, pointers[0], &actions, &attributes, pointers.data(), environ) != 0) {
        process.pid = -1;
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    close(err[1]);
    return process;
}

bool writeAll(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        const auto written = ::write(descriptor, bytes, size);
        if (written <= 0) {
            return false;
        }
        bytes += written;
        size -= size_t(written);
    }
    return true;
}

/// Sends what the process says on one stream as a frame; false at its end.
bool passFrame(int from, char stream, int socket)
{
    std::array<char, 8 + 16 * 1024> frame{stream};
    const auto got = ::read(from, frame.data() + 8, frame.size() - 8);
    if (got <= 0) {
        return false;
    }
    for (int i = 0; i < 4; ++i) {
        frame[size_t(4 + i)] = char(quint32(got) >> (24 - 8 * i));
    }
    return writeAll(socket, frame.data(), size_t(got) + 8);
}

/// Passes input on; false at its end.
bool passInput(int socket, int to)
{
    std::array<char, 16 * 1024> bytes{};
    const auto got = recv(socket, bytes.data(), bytes.size(), 0);
    return got > 0 && writeAll(to, bytes.data(), size_t(got));
}
} // namespace

FakeEngine::FakeEngine()
{
    std::signal(SIGPIPE, SIG_IGN); // a pipe to a process that has ended
    m_server.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    m_server.answer("GET /version", {.body = R"({"ApiVersion":"1.41","MinAPIVersion":"1.12"})"});
    addContainer("c");
}

void FakeEngine::addContainer(const QByteArray &id)
{
    m_server.answerBy("POST /v1.41/containers/" + id + "/exec",
                      [this](const Received &request) { return create(request); });
}

FakeEngine::~FakeEngine()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
        m_changed.notify_all();
    }
    killAll();
}

Reply FakeEngine::create(const Received &request)
{
    QStringList command;
    for (const QJsonValue &word : QJsonDocument::fromJson(request.body)[QStringLiteral("Cmd")].toArray()) {
        command << word.toString();
    }
    std::unique_lock lock(m_mutex);
    if (m_frozen) {
        m_changed.wait(lock, [this] { return m_ending; });
        return {.fault = Reply::Fault::CloseAtOnce};
    }
    m_commands.push_back(command);
    const QByteArray id = QByteArray::number(qint64(m_commands.size() - 1));
    lock.unlock();
    m_server.hijack("POST /v1.41/exec/" + id + "/start",
                    [this, command](const Received &, int socket, const QByteArray &) { runExec(command, socket); });
    return {.status = 201, .body = R"({"Id":")" + id + R"("})"};
}

void FakeEngine::runExec(const QStringList &command, int socket)
{
    const Process process = spawn(command);
    {
        const std::scoped_lock lock(m_mutex);
        m_running.insert(process.pid);
        if (m_ending) {
            kill(-process.pid, SIGKILL);
        }
        m_changed.notify_all();
    }
    {
        const std::jthread input([this, in = process.in, socket] { passAllInput(socket, in); });
        passAllOutput({process.out, process.err}, socket);
        shutdown(socket, SHUT_RD); // ends the input
    }
    close(process.out);
    close(process.err);
    waitpid(process.pid, nullptr, 0);
    const std::scoped_lock lock(m_mutex);
    m_running.erase(process.pid);
    m_changed.notify_all();
}

void FakeEngine::waitWhileFrozen()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_frozen || m_ending; });
}

void FakeEngine::passAllOutput(const std::array<int, 2> &from, int socket)
{
    std::array<pollfd, 2> polled{pollfd{from[0], POLLIN, 0}, {from[1], POLLIN, 0}};
    while (polled[0].fd >= 0 || polled[1].fd >= 0) {
        poll(polled.data(), polled.size(), -1);
        waitWhileFrozen();
        for (size_t i = 0; i < polled.size(); ++i) {
            if (polled[i].revents != 0 && !passFrame(polled[i].fd, char(i + 1), socket)) {
                polled[i].fd = -1;
            }
        }
    }
}

void FakeEngine::passAllInput(int socket, int to)
{
    pollfd polled{socket, POLLIN, 0};
    do {
        poll(&polled, 1, -1);
        waitWhileFrozen();
    } while (passInput(socket, to));
    close(to);
}

int FakeEngine::running() const
{
    const std::scoped_lock lock(m_mutex);
    return int(m_running.size());
}

bool FakeEngine::waitForRunning(int count) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(5), [&] { return int(m_running.size()) == count; });
}

void FakeEngine::killAll()
{
    const std::scoped_lock lock(m_mutex);
    for (const int pid : m_running) {
        kill(-pid, SIGKILL);
    }
}

void FakeEngine::freeze()
{
    const std::scoped_lock lock(m_mutex);
    m_frozen = true;
}

} // namespace stormdeck::test
