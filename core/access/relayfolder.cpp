// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relayfolder.h"

#include "net/failures.h"
#include "util/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
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

/// A file that one process at a time can hold locked; the lock ends with the process, however that ends.
class LockFile
{
public:
    LockFile(const QString &path, int mode)
        : m_descriptor(open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
        if (m_descriptor >= 0 && flock(m_descriptor, mode) != 0) {
            close(std::exchange(m_descriptor, -1));
        }
    }
    ~LockFile()
    {
        if (m_descriptor >= 0) {
            close(m_descriptor);
        }
    }
    LockFile(const LockFile &) = delete;
    LockFile &operator=(const LockFile &) = delete;
    [[nodiscard]] bool isHeld() const { return m_descriptor >= 0; }
    [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor;
};

QString basePath()
{
    return runtimeFolder() + QStringLiteral("/relays");
}

/// Held while folders come and go, so that one that is just being made is not taken for abandoned.
LockFile turnIn(const QString &base)
{
    return LockFile(base + QStringLiteral("/.lock"), LOCK_EX);
}

void removeAbandonedIn(const QString &base)
{
    for (const QString &name : QDir(base).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = base + u'/' + name;
        if (LockFile(path + u'/' + ownerFile, LOCK_EX | LOCK_NB).isHeld()) {
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

RelayFolder::RelayFolder(QString path, int lock) : m_path(std::move(path)), m_lock(lock) {}

RelayFolder::RelayFolder(RelayFolder &&other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1)), m_next(other.m_next)
{
}

RelayFolder &RelayFolder::operator=(RelayFolder &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_lock, other.m_lock);
    std::swap(m_next, other.m_next);
    return *this;
}

RelayFolder::~RelayFolder()
{
    if (m_lock >= 0) {
        QDir(m_path).removeRecursively();
        close(m_lock);
    }
}

void RelayFolder::removeAbandoned()
{
    const QString base = basePath();
    if (checkPrivateFolder(runtimeFolder()) && checkPrivateFolder(base)) {
        const LockFile turn = turnIn(base);
        if (turn.isHeld()) {
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
    const LockFile turn = turnIn(*base);
    removeAbandonedIn(*base);
    QByteArray path = QFile::encodeName(*base + QStringLiteral("/XXXXXX"));
    if (!turn.isHeld() || mkdtemp(path.data()) == nullptr) {
        return failure(failed(Text::tr("create a folder"), *base, errno));
    }
    const QString made = QFile::decodeName(path);
    LockFile owner(made + u'/' + ownerFile, LOCK_EX | LOCK_NB);
    if (!owner.isHeld()) {
        return failure(failed(Text::tr("lock the folder"), made, errno));
    }
    return RelayFolder(made, owner.release());
}

Result<RelayFolder::Listening> RelayFolder::listen()
{
    const Endpoint endpoint = Endpoint::unixSocket(m_path + u'/' + QString::number(m_next++));
    if (net::isPathTooLong(endpoint)) {
        return failure(net::pathTooLong(endpoint.text()));
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(endpoint.path);
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    // The file gets the mode that the socket has before it is bound, so it is never open to others.
    if (descriptor < 0 || fchmod(descriptor, 0600) != 0 ||
        bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(descriptor, backlog) != 0) {
        const Error error = failed(Text::tr("open the socket"), endpoint.path, errno);
        if (descriptor >= 0) {
            close(descriptor);
        }
        return failure(error);
    }
    return Listening{endpoint, descriptor};
}

} // namespace stormdeck::access
