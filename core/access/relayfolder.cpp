// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relayfolder.h"

#include "net/address.h"
#include "net/failures.h"
#include "util/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Relay)
};

constexpr int backlog = 64;
const QString ownerFile = QStringLiteral("owner");

Error failed(const QString &attempted, const QString &path, int number)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = attempted,
            .target = path,
            .reason = qt_error_string(number),
            .remedy = Text::tr("Check that the folder is yours and that the disk is not full."),
            .code = QStringLiteral("file.failed")};
}

/// A file that one process at a time can hold locked; the lock ends with the descriptor, also where a process is
/// killed. None where it is not to be had.
net::Descriptor lockFile(const QString &path, int mode)
{
    net::Descriptor file(open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    return flock(file.number(), mode) == 0 ? std::move(file) : net::Descriptor();
}

QString basePath()
{
    return runtimeFolder() + QStringLiteral("/relays");
}

/// Held while folders come and go, so that one that is just being made is not taken for abandoned.
net::Descriptor turnIn(const QString &base)
{
    return lockFile(base + QStringLiteral("/.lock"), LOCK_EX);
}

void removeAbandonedIn(const QString &base)
{
    for (const QString &name : QDir(base).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = base + u'/' + name;
        if (lockFile(path + u'/' + ownerFile, LOCK_EX | LOCK_NB).number() >= 0) {
            QDir(path).removeRecursively();
        }
    }
}

Result<QString> baseFolder()
{
    const QString base = basePath();
    for (const QString &path : {runtimeFolder(), base}) {
        // Not made private where it is there already: what is not may be somebody else's.
        if (mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST) {
            return failure(failed(Text::tr("create the folder"), path, errno));
        }
        if (auto checked = checkPrivateFolder(path); !checked) {
            return failure(checked.error());
        }
    }
    return base;
}
} // namespace

RelayFolder::RelayFolder(QString path, net::Descriptor lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}

RelayFolder::~RelayFolder()
{
    if (m_lock.number() >= 0) {
        QDir(m_path).removeRecursively();
    }
}

void RelayFolder::removeAbandoned()
{
    const QString base = basePath();
    if (checkPrivateFolder(runtimeFolder()) && checkPrivateFolder(base)) {
        const net::Descriptor turn = turnIn(base);
        if (turn.number() >= 0) {
            removeAbandonedIn(base);
        }
    }
}

Result<RelayFolder> RelayFolder::make()
{
    const auto base = baseFolder();
    if (!base) {
        return failure(base.error());
    }
    const net::Descriptor turn = turnIn(*base);
    removeAbandonedIn(*base);
    QByteArray path = QFile::encodeName(*base + QStringLiteral("/XXXXXX"));
    if (turn.number() < 0 || mkdtemp(path.data()) == nullptr) {
        return failure(failed(Text::tr("create a folder"), *base, errno));
    }
    const QString made = QFile::decodeName(path);
    net::Descriptor owner = lockFile(made + u'/' + ownerFile, LOCK_EX | LOCK_NB);
    if (owner.number() < 0) {
        return failure(failed(Text::tr("lock the folder"), made, errno));
    }
    return RelayFolder(made, std::move(owner));
}

Result<RelayFolder::Listening> RelayFolder::listen()
{
    const Endpoint endpoint = Endpoint::unixSocket(m_path + u'/' + QString::number(m_next++));
    if (net::isPathTooLong(endpoint)) {
        return failure(net::pathTooLong(endpoint.text()));
    }
    const net::Address address = net::unixAddress(endpoint.path);
    net::Descriptor descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The file gets the mode that the socket has before it is bound, so it is never open to others.
    if (descriptor.number() < 0 || fchmod(descriptor.number(), 0600) != 0 ||
        bind(descriptor.number(), address.pointer(), address.size()) != 0 ||
        ::listen(descriptor.number(), backlog) != 0) {
        return failure(failed(Text::tr("open the socket"), endpoint.path, errno));
    }
    return Listening{endpoint, std::move(descriptor)};
}

} // namespace stormdeck::access
