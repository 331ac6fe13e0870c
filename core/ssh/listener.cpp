// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/listener.h"

#include "net/address.h"
#include "net/failures.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshTunnel)
};

constexpr int backlog = 64;

Error notListening(const QString &path)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = Text::tr("listen on a private socket"),
            .target = path,
            .reason = qt_error_string(errno),
            .remedy = Text::tr("Check that the folder is yours and that its disk is not full."),
            .code = QStringLiteral("tunnel.no-socket")};
}
} // namespace

Listener::Listener(Descriptor socket, QString path, Endpoint remote, std::shared_ptr<const Bell> bell)
    : m_socket(std::move(socket)), m_path(std::move(path)), m_remote(std::move(remote)), m_bell(std::move(bell))
{
}

Listener::~Listener()
{
    close();
}

void Listener::close()
{
    if (!m_isClosed.exchange(true)) {
        unlink(QFile::encodeName(m_path).constData());
        m_bell->ring();
    }
}

void Listener::end()
{
    close();
    m_socket = Descriptor();
}

std::optional<Error> Listener::lastFailure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lastFailure;
}

void Listener::note(const std::optional<Error> &failure)
{
    const std::scoped_lock lock(m_mutex);
    m_lastFailure = failure;
}

std::optional<Descriptor> Listener::accept()
{
    const int number = accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    return number < 0 ? std::nullopt : std::optional<Descriptor>(Descriptor(number));
}

Result<Descriptor> listenAt(const QString &path)
{
    if (net::isPathTooLong(Endpoint::unixSocket(path))) {
        return failure(net::pathTooLong(path));
    }
    const QByteArray name = QFile::encodeName(path);
    Descriptor descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The folder is private, so nobody can come in between bind() and chmod().
    const net::Address address = net::unixAddress(path);
    if (bind(descriptor.number(), address.pointer(), address.size()) != 0 ||
        chmod(name.constData(), S_IRUSR | S_IWUSR) != 0 || ::listen(descriptor.number(), backlog) != 0) {
        return failure(notListening(path));
    }
    return descriptor;
}

} // namespace stormdeck::ssh
