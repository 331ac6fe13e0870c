// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwordserver.h"

#include <gtest/gtest.h>

#include <memory>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stormdeck::test {

namespace {
using Bind = std::unique_ptr<ssh_bind_struct, decltype(&ssh_bind_free)>;
using Client = std::unique_ptr<ssh_session_struct, decltype(&ssh_free)>;
using Message = std::unique_ptr<ssh_message_struct, decltype(&ssh_message_free)>;

void ask(ssh_message message, const std::vector<Prompt> &prompts)
{
    std::vector<const char *> words;
    std::vector<char> shown;
    for (const Prompt &prompt : prompts) {
        words.push_back(prompt.words.constData());
        shown.push_back(prompt.isShown ? 1 : 0);
    }
    ssh_message_auth_interactive_request(message, "", "", static_cast<unsigned>(words.size()), words.data(),
                                         shown.data());
}

bool isRight(ssh_session session, const std::vector<Prompt> &prompts)
{
    bool isRight = ssh_userauth_kbdint_getnanswers(session) == static_cast<int>(prompts.size());
    for (unsigned i = 0; isRight && i < prompts.size(); ++i) {
        isRight = prompts[i].answer == ssh_userauth_kbdint_getanswer(session, i);
    }
    return isRight;
}
} // namespace

PasswordServer::PasswordServer(const QString &hostKey, QByteArray password, std::vector<Prompt> prompts)
    : m_hostKey(hostKey.toUtf8()), m_password(std::move(password)), m_prompts(std::move(prompts)),
      m_listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(m_listening, reinterpret_cast<sockaddr *>(&address), size);
    listen(m_listening, 8);
    getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](const std::stop_token &stop) { accept(stop); });
}

PasswordServer::~PasswordServer()
{
    m_thread.request_stop();
    shutdown(m_client, SHUT_RDWR);
    m_thread.join();
    close(m_listening);
}

QList<QByteArray> PasswordServer::passwords() const
{
    const std::scoped_lock lock(m_mutex);
    return m_passwords;
}

int PasswordServer::methods() const
{
    return (m_password.isEmpty() ? 0 : SSH_AUTH_METHOD_PASSWORD) |
           (m_prompts.empty() ? 0 : SSH_AUTH_METHOD_INTERACTIVE);
}

void PasswordServer::accept(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        pollfd polled{m_listening, POLLIN, 0};
        if (poll(&polled, 1, 20) == 1) {
            m_client = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
            serve(m_client);
        }
    }
}

/// libssh closes `client`.
void PasswordServer::serve(int client)
{
    const Bind bound(ssh_bind_new(), ssh_bind_free);
    const bool noConfig = false;
    ssh_bind_options_set(bound.get(), SSH_BIND_OPTIONS_PROCESS_CONFIG, &noConfig);
    ssh_bind_options_set(bound.get(), SSH_BIND_OPTIONS_HOSTKEY, m_hostKey.constData());
    const Client session(ssh_new(), ssh_free);
    ssh_server_callbacks_struct callbacks{};
    ssh_callbacks_init(&callbacks);
    callbacks.userdata = this;
    callbacks.auth_password_function = [](ssh_session, const char *, const char *password, void *self) {
        return static_cast<PasswordServer *>(self)->take(password) ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
    };
    ssh_set_server_callbacks(session.get(), &callbacks);
    ssh_set_auth_methods(session.get(), methods());
    if (ssh_bind_accept_fd(bound.get(), session.get(), client) == SSH_OK &&
        ssh_handle_key_exchange(session.get()) == SSH_OK) {
        answer(session.get());
    }
}

bool PasswordServer::take(const QByteArray &password)
{
    const std::scoped_lock lock(m_mutex);
    m_passwords << password;
    const bool isRight = !m_password.isEmpty() && password == m_password;
    m_logins += isRight ? 1 : 0;
    return isRight;
}

void PasswordServer::answer(ssh_session_struct *session)
{
    while (const Message message{ssh_message_get(session), ssh_message_free}) {
        const bool isInteractive = ssh_message_type(message.get()) == SSH_REQUEST_AUTH &&
                                   ssh_message_subtype(message.get()) == SSH_AUTH_METHOD_INTERACTIVE;
        if (ssh_message_type(message.get()) == SSH_REQUEST_SERVICE) {
            ssh_message_service_reply_success(message.get());
        } else if (isInteractive && ssh_message_auth_kbdint_is_response(message.get()) == 0) {
            ask(message.get(), m_prompts);
        } else if (isInteractive && isRight(session, m_prompts)) {
            ++m_logins;
            ssh_message_auth_reply_success(message.get(), 0);
        } else {
            ssh_message_reply_default(message.get());
        }
    }
}

} // namespace stormdeck::test
