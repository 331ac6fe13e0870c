// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhosts.h"

#include "net/descriptor.h"
#include "ssh/patterns.h"
#include "util/files.h"
#include "util/lock.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(KnownHosts)
};

constexpr qint64 largestFile = 16 * 1024 * 1024;
constexpr std::chrono::seconds addPatience{5};

QByteArray hashOf(const QByteArray &name, const QByteArray &salt)
{
    return QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1);
}

/// "|1|salt|hash"
bool matchesHashed(const QByteArray &field, const QByteArray &name)
{
    const auto parts = field.split('|');
    return parts.size() == 4 && parts[1] == "1" &&
           hashOf(name, QByteArray::fromBase64(parts[2])) == QByteArray::fromBase64(parts[3]);
}

bool matches(const QByteArray &field, const QString &name)
{
    return field.startsWith('|') ? matchesHashed(field, name.toUtf8())
                                 : matchesList(QString::fromUtf8(field).split(u','), name);
}

QList<QByteArray> wordsOf(const QByteArray &line)
{
    return line.simplified().split(' ');
}

std::optional<KnownHost> entryIn(const QByteArray &line, const QString &name)
{
    auto words = wordsOf(line);
    KnownHost entry;
    if (words.first().startsWith('@')) {
        entry.isRevoked = words.takeFirst() == "@revoked";
        if (!entry.isRevoked) {
            return std::nullopt;
        }
    }
    if (words.size() < 3 || words.first().startsWith('#') || !matches(words[0], name)) {
        return std::nullopt;
    }
    entry.key = {words[1], QByteArray::fromBase64(words[2])};
    return entry.key.blob.isEmpty() ? std::nullopt : std::optional(entry);
}

Error unwritable(const QString &file, const QString &reason)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::HostKey,
            .attempted = Text::tr("remember the host's key"),
            .target = file,
            .reason = reason,
            .remedy = Text::tr("Check that the file and its folder are yours and that the disk is not full."),
            .code = QStringLiteral("host-key.not-remembered")};
}

/// Holds off all who add to files of that folder, in this program and in others of its kind, until it is closed.
Result<net::Descriptor> lockFolder(const QString &folder, const std::stop_token &stop)
{
    net::Descriptor lock(open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lockSoon(lock.number(), addPatience, stop)) {
        return failure(unwritable(folder, Text::tr("another program holds the folder and does not go on")));
    }
    return lock;
}

QByteArray nameField(const QString &name, bool hashed)
{
    if (!hashed) {
        return name.toUtf8();
    }
    std::array<quint32, 5> random{};
    QRandomGenerator::system()->generate(random.begin(), random.end());
    const QByteArray salt(reinterpret_cast<const char *>(random.data()), sizeof random);
    return "|1|" + salt.toBase64() + '|' + hashOf(name.toUtf8(), salt).toBase64();
}

Result<void> replace(const QString &path, const QByteArray &content)
{
    const bool isNew = !QFileInfo::exists(path);
    QSaveFile file(path); // follows a symbolic link, keeps the permissions of what it replaces
    if (!file.open(QIODevice::WriteOnly) || (isNew && !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) ||
        file.write(content) != content.size() || !file.commit()) {
        return failure(unwritable(path, file.errorString()));
    }
    return {};
}
} // namespace

QString HostKey::fingerprint() const
{
    const auto hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:") + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

QString knownHostName(const QString &host, quint16 port)
{
    const QString name = host.toLower();
    return port == 22 ? name : QStringLiteral("[%1]:%2").arg(name).arg(port);
}

Result<std::vector<KnownHost>> knownHosts(const QStringList &files, const QString &name)
{
    std::vector<KnownHost> found;
    for (const QString &file : files) {
        if (!QFileInfo::exists(file)) {
            continue;
        }
        const auto content = readFile(file, largestFile);
        if (!content) {
            return failure(content.error());
        }
        int number = 0;
        for (const QByteArray &line : content->split('\n')) {
            ++number;
            if (auto entry = entryIn(line, name)) {
                entry->file = file;
                entry->line = number;
                found.push_back(*entry);
            }
        }
    }
    return found;
}

KeyVerdict judge(const std::vector<KnownHost> &known, const HostKey &shown)
{
    using Kind = KeyVerdict::Kind;
    const auto find = [&known](auto &&isIt) { return std::find_if(known.begin(), known.end(), isIt); };
    const auto end = known.end();
    if (const auto it = find([&](const auto &one) { return one.isRevoked && one.key == shown; }); it != end) {
        return {Kind::Revoked, *it};
    }
    if (const auto it = find([&](const auto &one) { return one.key == shown; }); it != end) {
        return {Kind::Known, *it};
    }
    if (const auto it = find([&](const auto &one) { return !one.isRevoked && one.key.type == shown.type; });
        it != end) {
        return {Kind::Changed, *it};
    }
    if (const auto it = find([](const auto &one) { return !one.isRevoked; }); it != end) {
        return {Kind::NewType, *it};
    }
    return {};
}

Result<void> addKnownHost(const QString &file, const QString &name, const HostKey &key, bool hashed,
                          const std::stop_token &stop)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (const auto made = makePrivateFolder(folder); !made) {
            return failure(made.error());
        }
    }
    const auto lock = lockFolder(folder, stop);
    if (!lock) {
        return failure(lock.error());
    }
    QByteArray content;
    if (QFileInfo::exists(file)) {
        auto old = readFile(file, largestFile);
        if (!old) {
            return failure(old.error());
        }
        content = std::move(*old);
    }
    if (!content.isEmpty() && !content.endsWith('\n')) {
        content += '\n';
    }
    return replace(file, content + nameField(name, hashed) + ' ' + key.type + ' ' + key.blob.toBase64() + '\n');
}

} // namespace stormdeck::ssh
