// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/setup.h"

#include "net/failures.h"
#include "net/stream.h"
#include "ssh/failures.h"
#include "ssh/hostkeycheck.h"
#include "ssh/login.h"

#include <fcntl.h>
#include <libssh/libssh.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace stormdeck::ssh {

namespace {
void setOption(int socket, int level, int option, int value)
{
    setsockopt(socket, level, option, &value, sizeof value);
}

/// A socket pair to a jump session takes none of these; that does no harm.
void tune(int socket, const Liveness &liveness)
{
    setOption(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(liveness.patience.count()));
}

/// Everything is said by options, so that no configuration file is read and no program started by libssh.
void configure(ssh_session session, const HostConfig &host, const QByteArray &algorithms, int socket)
{
    const int no = 0;
    const long seconds = static_cast<long>(host.connectTimeout.count());
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(session, SSH_OPTIONS_HOST, "host"); // only the socket counts; some names it would not take
    ssh_options_set(session, SSH_OPTIONS_USER, host.user.toUtf8().constData());
    ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
    ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    ssh_options_set(session, SSH_OPTIONS_HOSTKEYS, algorithms.constData());
    ssh_options_set(session, SSH_OPTIONS_TIMEOUT, &seconds);
    ssh_options_set(session, SSH_OPTIONS_COMPRESSION, "no");
    ssh_options_set(session, SSH_OPTIONS_FD, &socket);
}

/// Ends every blocking call of libssh on that socket when the stop comes.
class Cut
{
public:
    Cut(const std::stop_token &stop, int socket) : m_callback(stop, Shutdown{socket}) {}

private:
    struct Shutdown
    {
        int socket;
        void operator()() const noexcept { shutdown(socket, SHUT_RDWR); }
    };
    std::stop_callback<Shutdown> m_callback;
};

/// The steps after the dialling, each of which blocks in libssh.
Result<void> negotiate(const SetUp &parts, ssh_session session, const std::stop_token &stop)
{
    parts.enter(Stage::Greeting);
    if (ssh_connect(session) != SSH_OK) {
        return failure(noHandshake(parts.host.text(), QString::fromUtf8(ssh_get_error(session))));
    }
    parts.enter(Stage::HostKey);
    if (const auto checked = checkHostKey(session, parts.host, parts.asker, stop); !checked) {
        return checked;
    }
    parts.enter(Stage::Login);
    return logIn(session, parts.host, parts.asker, parts.answers, stop);
}
} // namespace

Result<Descriptor> dialTcp(const HostConfig &host, const std::stop_token &stop)
{
    auto stream =
        net::Stream::connect(Endpoint::tcp(host.hostName, host.port), Deadline::in(host.connectTimeout), stop);
    if (!stream) {
        Error error = stream.error();
        error.target = host.text();
        return failure(std::move(error));
    }
    return Descriptor(stream->release());
}

Result<std::unique_ptr<Link>> setUp(const SetUp &parts, const std::stop_token &stop)
{
    const auto algorithms = hostKeyAlgorithms(parts.host);
    if (!algorithms) {
        return failure(algorithms.error());
    }
    parts.enter(Stage::Connecting);
    auto socket = parts.dial(parts.host, stop);
    if (!socket) {
        return failure(socket.error());
    }
    tune(socket->number(), parts.liveness);
    SessionHandle session(ssh_new());
    // libssh closes what it is given, or not, as it likes; so it gets a copy, and freeing the session, without
    // ssh_disconnect(), closes that in every case.
    configure(session.get(), parts.host, *algorithms, fcntl(socket->number(), F_DUPFD_CLOEXEC, 0));
    Result<void> negotiated;
    {
        const Cut cut(stop, socket->number());
        negotiated = negotiate(parts, session.get(), stop);
    }
    if (!negotiated || stop.stop_requested()) {
        return failure(stop.stop_requested() ? net::stopped(parts.host.text()) : negotiated.error());
    }
    return std::make_unique<Link>(std::move(session), std::move(*socket), parts.host.text(), parts.liveness);
}

} // namespace stormdeck::ssh
