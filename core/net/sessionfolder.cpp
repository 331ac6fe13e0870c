// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sessionfolder.h"

#include "net/failures.h"
#include "util/files.h"
#include "util/lock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::net {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SessionFolder)
};

constexpr std::chrono::seconds turnPatience{1};
const QString ownerFile = QStringLiteral("owner");

Error held(const QString &path)
{
    return {.kind = ErrorKind::Conflict,
            .layer = Layer::Local,
            .attempted = Text::tr("make a folder for private sockets"),
            .target = path,
            .reason = Text::tr("another console holds it and does not go on"),
            .remedy = Text::tr("Let a console that was stopped go on, or end it."),
            .code = QStringLiteral("folder.held")};
}

Descriptor openLock(const QString &path)
{
    return Descriptor(open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

QString folderOf(const QString &kind)
{
    return runtimeFolder() + u'/' + kind;
}

/// Held while folders come and go, so that one that is just being made is not taken for abandoned. None where another
/// console does not let go of it.
Descriptor turnIn(const QString &folder)
{
    Descriptor turn = openLock(folder + QStringLiteral("/.lock"));
    return lockSoon(turn.number(), turnPatience) ? std::move(turn) : Descriptor();
}

void removeAbandonedIn(const QString &folder)
{
    for (const QString &name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = folder + u'/' + name;
        const Descriptor owner = openLock(path + u'/' + ownerFile);
        if (lockNow(owner.number())) {
            QDir(path).removeRecursively();
        }
    }
}

Result<void> makeKind(const QString &folder)
{
    for (const QString &path : {runtimeFolder(), folder}) {
        // Not made private where it is there already: what is not may be somebody else's.
        if (mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST) {
            return failure(fileFailed(Text::tr("create the folder"), path, errno));
        }
        if (auto checked = checkPrivateFolder(path); !checked) {
            return checked;
        }
    }
    return {};
}
} // namespace

SessionFolder::SessionFolder(QString path, Descriptor lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}

SessionFolder::~SessionFolder()
{
    if (m_lock.number() >= 0) {
        QDir(m_path).removeRecursively();
    }
}

void SessionFolder::removeAbandoned(const QString &kind)
{
    const QString folder = folderOf(kind);
    if (checkPrivateFolder(runtimeFolder()) && checkPrivateFolder(folder)) {
        const Descriptor turn = turnIn(folder);
        if (turn.number() >= 0) {
            removeAbandonedIn(folder);
        }
    }
}

Result<SessionFolder> SessionFolder::make(const QString &kind)
{
    const QString folder = folderOf(kind);
    if (const auto made = makeKind(folder); !made) {
        return failure(made.error());
    }
    const Descriptor turn = turnIn(folder);
    if (turn.number() < 0) {
        return failure(held(folder));
    }
    removeAbandonedIn(folder);
    QByteArray path = QFile::encodeName(folder + QStringLiteral("/XXXXXX"));
    if (mkdtemp(path.data()) == nullptr) {
        return failure(fileFailed(Text::tr("create a folder"), folder, errno));
    }
    const QString made = QFile::decodeName(path);
    Descriptor owner = openLock(made + u'/' + ownerFile);
    if (!lockNow(owner.number())) {
        return failure(fileFailed(Text::tr("lock the folder"), made, errno));
    }
    return SessionFolder(made, std::move(owner));
}

} // namespace stormdeck::net
