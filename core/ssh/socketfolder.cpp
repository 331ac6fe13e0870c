// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/socketfolder.h"

#include "util/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SocketFolder)
};

Error unmade(const QString &path, ErrorKind kind, const QString &reason)
{
    return {.kind = kind,
            .layer = Layer::Local,
            .attempted = Text::tr("make a folder for private sockets"),
            .target = path,
            .reason = reason,
            .remedy = Text::tr("Set XDG_RUNTIME_DIR to a folder that is yours."),
            .code = QStringLiteral("tunnel.no-folder")};
}

QString above()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return runtime.startsWith(u'/') ? runtime + QStringLiteral("/stormdeck")
                                    : QDir::tempPath() + QStringLiteral("/stormdeck-%1").arg(getuid());
}

/// In a temporary folder for all, somebody else may have been there first.
bool isOurs(const QString &path)
{
    struct stat status
    {
    };
    return lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == getuid();
}

Descriptor openFolder(const QString &path)
{
    return Descriptor(open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
}

/// Removes the folders that nobody holds any more.
void sweep(const QString &path)
{
    for (const QString &name : QDir(path).entryList({QStringLiteral("ssh-*")}, QDir::Dirs)) {
        const QString folder = path + u'/' + name;
        const Descriptor lock = openFolder(folder);
        if (flock(lock.number(), LOCK_EX | LOCK_NB) == 0) {
            QDir(folder).removeRecursively();
        }
    }
}
} // namespace

Result<SocketFolder> SocketFolder::make()
{
    const QString top = above();
    if (QFileInfo::exists(top) && !isOurs(top)) {
        return failure(unmade(top, ErrorKind::Denied, Text::tr("it belongs to somebody else")));
    }
    if (const auto made = makePrivateFolder(top); !made) {
        return failure(made.error());
    }
    const Descriptor turn = openFolder(top); // one at a time: nobody sweeps a folder before it is held
    flock(turn.number(), LOCK_EX);
    sweep(top);
    QByteArray name = QFile::encodeName(top + QStringLiteral("/ssh-XXXXXX"));
    if (mkdtemp(name.data()) == nullptr) {
        return failure(unmade(top, ErrorKind::Internal, qt_error_string(errno)));
    }
    const QString path = QFile::decodeName(name);
    Descriptor lock = openFolder(path);
    flock(lock.number(), LOCK_EX | LOCK_NB);
    return SocketFolder(path, std::move(lock));
}

SocketFolder::~SocketFolder()
{
    if (m_lock.number() >= 0) {
        QDir(m_path).removeRecursively();
    }
}

} // namespace stormdeck::ssh
