// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Files)
};

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error fileError(const QString &attempted, const QString &path, const QString &reason)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = attempted,
            .target = path,
            .reason = reason,
            .remedy = Text::tr("Check that the folder exists, is yours, and that the disk is not full."),
            .code = QStringLiteral("file.failed")};
}

QString baseFolder(const char *variable, const QString &fallback)
{
    const QString set = qEnvironmentVariable(variable);
    return set.startsWith(u'/') ? set : QDir::homePath() + fallback;
}
} // namespace

Result<void> makePrivateFolder(const QString &path)
{
    if (!QDir().mkpath(path)) {
        return failure(fileError(Text::tr("create the folder"), path, Text::tr("the system refused")));
    }
    if (!QFile::setPermissions(path, ownerOnly | QFile::ExeOwner)) {
        return failure(fileError(Text::tr("protect the folder"), path, Text::tr("the system refused")));
    }
    return {};
}

Result<void> checkPrivateFolder(const QString &path)
{
    struct stat found
    {
    };
    const bool isOurs = lstat(QFile::encodeName(path).constData(), &found) == 0 && S_ISDIR(found.st_mode) &&
                        found.st_uid == geteuid() && (found.st_mode & 077) == 0;
    if (isOurs) {
        return {};
    }
    Error error = fileError(Text::tr("use the folder"), path, Text::tr("it is not this user's alone"));
    error.kind = ErrorKind::Denied;
    error.remedy = Text::tr("Remove it, or set XDG_RUNTIME_DIR to a folder of your own.");
    error.code = QStringLiteral("folder.not-private");
    return failure(std::move(error));
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly) || file.write(content) != content.size() ||
        !file.commit()) {
        return failure(fileError(Text::tr("write"), path, file.errorString()));
    }
    return {};
}

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(fileError(Text::tr("read"), path, file.errorString()));
    }
    constexpr qint64 most = 64 * 1024; // read() sets aside all that it is allowed to read
    QByteArray content;
    for (QByteArray piece = file.read(most); !piece.isEmpty() && content.size() <= limit; piece = file.read(most)) {
        content += piece;
    }
    if (file.error() != QFileDevice::NoError) {
        return failure(fileError(Text::tr("read"), path, file.errorString()));
    }
    if (content.size() > limit) {
        Error error = fileError(Text::tr("read"), path, Text::tr("it is larger than %1 bytes").arg(limit));
        error.kind = ErrorKind::Rejected;
        return failure(std::move(error));
    }
    return content;
}

QString operationsFolder()
{
    return baseFolder("XDG_STATE_HOME", QStringLiteral("/.local/state")) + QStringLiteral("/stormdeck/operations");
}

QString runtimeFolder()
{
    const QString set = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString usual = QStringLiteral("/run/user/%1").arg(geteuid());
    if (set.startsWith(u'/') && QFileInfo(set).isDir()) {
        return set + QStringLiteral("/stormdeck");
    }
    return QFile::exists(usual) ? usual + QStringLiteral("/stormdeck")
                                : QDir::tempPath() + QStringLiteral("/stormdeck-%1").arg(geteuid());
}

QString settingsFolder()
{
    return baseFolder("XDG_CONFIG_HOME", QStringLiteral("/.config")) + QStringLiteral("/stormdeck");
}

QString profilesFolder()
{
    return settingsFolder() + QStringLiteral("/profiles");
}

} // namespace stormdeck
