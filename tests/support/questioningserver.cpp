// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/questioningserver.h"

#include <libssh/libssh.h>
#include <libssh/server.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::test {

/// How far one client has come with its answers.
struct QuestioningServer::Login
{
    QuestioningServer &server;
    ssh_session session;
    size_t round = 0;

    void ask(ssh_message message) const
    {
        const Round &asked = server.m_rounds[round];
        std::vector<const char *> prompts;
        std::vector<char> shown;
        for (const Round::Question &question : asked.questions) {
            prompts.push_back(question.prompt.constData());
            shown.push_back(question.isShown ? 1 : 0);
        }
        ssh_message_auth_interactive_request(message, asked.name.constData(), asked.instruction.constData(),
                                             static_cast<unsigned>(prompts.size()), prompts.data(), shown.data());
    }

    [[nodiscard]] bool isAnswered() const
    {
        const Round &asked = server.m_rounds[round];
        const int count = ssh_userauth_kbdint_getnanswers(session);
        bool isRight = count == static_cast<int>(asked.questions.size());
        for (int i = 0; i < count; ++i) {
            const QByteArray answer = ssh_userauth_kbdint_getanswer(session, static_cast<unsigned>(i));
            isRight = isRight && answer == asked.questions[static_cast<size_t>(i)].answer;
            const std::scoped_lock lock(server.m_mutex);
            server.m_given << answer;
        }
        return isRight;
    }

    void reply(ssh_message message)
    {
        const bool isOurs = ssh_message_type(message) == SSH_REQUEST_AUTH &&
                            ssh_message_subtype(message) == SSH_AUTH_METHOD_INTERACTIVE;
        const bool isResponse = isOurs && ssh_message_auth_kbdint_is_response(message) == 1;
        if (isOurs && !isResponse) {
            round = 0;
            ask(message);
        } else if (isResponse && isAnswered()) {
            if (++round < server.m_rounds.size()) {
                ask(message);
            } else {
                ssh_message_auth_reply_success(message, 0);
            }
        } else {
            ssh_message_auth_set_methods(message, SSH_AUTH_METHOD_INTERACTIVE);
            ssh_message_reply_default(message);
        }
    }
};

QuestioningServer::QuestioningServer(std::vector<Round> rounds) : m_rounds(std::move(rounds))
{
    ssh_key hostKey = nullptr;
    ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &hostKey);
    ssh_pki_export_privkey_file(hostKey, nullptr, nullptr, nullptr, hostKeyFile().constData());
    ssh_key_free(hostKey);
    m_listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(m_listening, reinterpret_cast<sockaddr *>(&address), size);
    listen(m_listening, 8);
    getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this] { accept(); });
}

QByteArray QuestioningServer::hostKeyFile() const
{
    return m_folder.filePath(QStringLiteral("host_key")).toUtf8();
}

QuestioningServer::~QuestioningServer()
{
    m_isEnding = true;
    shutdown(m_listening, SHUT_RDWR);
    shutdown(m_serving, SHUT_RDWR);
    m_thread.join();
    close(m_listening);
}

QList<QByteArray> QuestioningServer::given() const
{
    const std::scoped_lock lock(m_mutex);
    return m_given;
}

void QuestioningServer::accept()
{
    while (!m_isEnding) {
        const int client = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        m_serving = client;
        if (client >= 0 && !m_isEnding) {
            serve(client);
        }
        m_serving = -1;
    }
}

void QuestioningServer::serve(int socket)
{
    const bool no = false;
    ssh_bind binding = ssh_bind_new();
    ssh_bind_options_set(binding, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no);
    ssh_bind_options_set(binding, SSH_BIND_OPTIONS_HOSTKEY, hostKeyFile().constData());
    ssh_session session = ssh_new();
    if (ssh_bind_accept_fd(binding, session, socket) == SSH_OK && ssh_handle_key_exchange(session) == SSH_OK) {
        Login login{*this, session};
        while (ssh_message message = ssh_message_get(session)) {
            login.reply(message);
            ssh_message_free(message);
        }
    }
    ssh_free(session); // closes the socket
    ssh_bind_free(binding);
}

} // namespace stormdeck::test
