// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakemember.h"

#include "answers.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::test {

FakeMember::FakeMember(Answers answers, QByteArray end)
    : m_answers(std::move(answers)), m_end(std::move(end)), m_listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (!m_answers.contains("conf")) {
        m_answers.insert("conf", {confNotAllowed});
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listening, plain, size) != 0 || listen(m_listening, 64) != 0 ||
        getsockname(m_listening, plain, &size) != 0) {
        qFatal("No fake member");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this] { serve(); });
}

FakeMember::~FakeMember()
{
    shutdown(m_listening, SHUT_RDWR);
    m_thread.join();
    for (const int held : m_held) {
        close(held);
    }
    close(m_listening);
}

bool FakeMember::readToEnd(int descriptor) const
{
    QByteArray read;
    char one = 0;
    while (!read.endsWith(m_end) && recv(descriptor, &one, 1, 0) == 1) {
        read += one;
    }
    return read.endsWith(m_end);
}

void FakeMember::serve()
{
    while (true) {
        const int descriptor = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) {
            return;
        }
        QByteArray word(4, '\0');
        const auto got = recv(descriptor, word.data(), 4, MSG_WAITALL);
        if (got == 4 && (!m_answers.contains(word) || !readToEnd(descriptor))) {
            m_held.push_back(descriptor);
            continue;
        }
        for (const QByteArray &piece : m_answers.value(word)) {
            (void)send(descriptor, piece.constData(), size_t(piece.size()), MSG_NOSIGNAL);
        }
        close(descriptor);
    }
}

} // namespace stormdeck::test
