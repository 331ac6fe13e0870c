// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/channel.h"

#include "ssh/handles.h"

#include <QRegularExpression>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

namespace stormdeck::ssh {

struct Channel::Impl
{
    explicit Impl(ssh_session_struct *of);
    [[nodiscard]] Progress progressOf(int code) const;

    ssh_session session;
    ChannelHandle handle;
    ssh_channel_callbacks_struct callbacks{};
    bool isClosed = false;
    std::optional<int> exitStatus;
    QString signal;
};

Channel::Impl::Impl(ssh_session_struct *of) : session(of), handle(ssh_channel_new(of))
{
    ssh_callbacks_init(&callbacks);
    callbacks.userdata = this;
    callbacks.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void *self) {
        static_cast<Impl *>(self)->exitStatus = status;
    };
    callbacks.channel_exit_signal_function = [](ssh_session, ssh_channel, const char *name, int, const char *,
                                                const char *, void *self) {
        static_cast<Impl *>(self)->signal = QString::fromLatin1(name == nullptr ? "unknown" : name);
    };
    callbacks.channel_close_function = [](ssh_session, ssh_channel, void *self) {
        static_cast<Impl *>(self)->isClosed = true;
    };
    ssh_set_channel_callbacks(handle.get(), &callbacks);
}

Progress Channel::Impl::progressOf(int code) const
{
    if (code == SSH_OK) {
        return Progress::Done;
    }
    const bool isLost = code == SSH_ERROR && ssh_is_connected(session) == 0; // nobody has refused anything
    return code == SSH_AGAIN || isLost ? Progress::Waiting : Progress::Failed;
}

Channel::Channel(ssh_session_struct *session) : m_impl(std::make_unique<Impl>(session)) {}

Channel::~Channel()
{
    // A freed channel lives on inside libssh until the other side has closed it too, and would call back.
    ssh_remove_channel_callbacks(m_impl->handle.get(), &m_impl->callbacks);
}

Progress Channel::openSession()
{
    return m_impl->progressOf(ssh_channel_open_session(m_impl->handle.get()));
}

Progress Channel::openUnix(const QByteArray &path)
{
    return m_impl->progressOf(ssh_channel_open_forward_unix(m_impl->handle.get(), path.constData(), "localhost", 0));
}

Progress Channel::openTcp(const QByteArray &host, quint16 port)
{
    return m_impl->progressOf(ssh_channel_open_forward(m_impl->handle.get(), host.constData(), port, "localhost", 0));
}

Progress Channel::requestExec(const QByteArray &line)
{
    return m_impl->progressOf(ssh_channel_request_exec(m_impl->handle.get(), line.constData()));
}

Progress Channel::requestSubsystem(const QByteArray &name)
{
    return m_impl->progressOf(ssh_channel_request_subsystem(m_impl->handle.get(), name.constData()));
}

qsizetype Channel::write(const char *data, qsizetype size)
{
    const int written = ssh_channel_write(m_impl->handle.get(), data, static_cast<uint32_t>(size));
    return written == SSH_AGAIN ? 0 : std::max(written, -1);
}

qsizetype Channel::read(Output which, char *data, qsizetype size)
{
    const int got = ssh_channel_read_nonblocking(m_impl->handle.get(), data, static_cast<uint32_t>(size),
                                                 which == Output::Errors ? 1 : 0);
    if (got > 0 || got == SSH_AGAIN || (got == 0 && ssh_channel_is_eof(m_impl->handle.get()) == 0)) {
        return std::max(got, 0);
    }
    return -1;
}

void Channel::sendEnd()
{
    ssh_channel_send_eof(m_impl->handle.get());
}

void Channel::sendSignal(const char *name)
{
    ssh_channel_request_send_signal(m_impl->handle.get(), name);
}

bool Channel::isClosed() const
{
    return m_impl->isClosed;
}

std::optional<int> Channel::exitStatus() const
{
    return m_impl->exitStatus;
}

QString Channel::signal() const
{
    return m_impl->signal;
}

QString Channel::words() const
{
    return QString::fromUtf8(ssh_get_error(m_impl->session)).trimmed();
}

int Channel::refusal() const
{
    static const QRegularExpression number(QStringLiteral("error \\((\\d+)\\)"));
    return number.match(words()).captured(1).toInt();
}

} // namespace stormdeck::ssh
