// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/secretindex.h"

#include "util/deadline.h"
#include "util/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

#include <algorithm>

namespace stormdeck::secrets {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SecretIndex)
};

using Entries = std::vector<SecretIndex::Entry>;

constexpr qint64 largestFile = 1024 * 1024;
constexpr size_t mostEntries = 256;
constexpr int version = 1;
constexpr std::chrono::seconds lockPatience{2};
constexpr int lockStep = 20; // milliseconds

Error indexError(const QString &file, ErrorKind kind, const QString &code, const QString &reason, const QString &remedy)
{
    return {.kind = kind,
            .layer = Layer::Local,
            .attempted = Text::tr("keep the list of saved secrets"),
            .target = file,
            .reason = reason,
            .remedy = remedy,
            .code = code};
}

Error broken(const QString &file)
{
    return indexError(file, ErrorKind::Undecodable, QStringLiteral("secrets.index-broken"),
                      Text::tr("it is not in the form that Stormdeck writes"),
                      Text::tr("Move it away, and remove what Stormdeck saved with the keychain's own program."));
}

std::optional<SecretIndex::Entry> entryOf(const QJsonObject &object)
{
    const auto kind = kindOf(object.value(QStringLiteral("kind")).toString());
    const QString subject = object.value(QStringLiteral("subject")).toString();
    const auto since = QDateTime::fromString(object.value(QStringLiteral("since")).toString(), Qt::ISODate);
    if (!kind || subject.isEmpty() || !since.isValid()) {
        return std::nullopt;
    }
    return SecretIndex::Entry{{*kind, subject}, since};
}

Result<Entries> decode(const QByteArray &content, const QString &file)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    const QJsonValue list = object.value(QStringLiteral("secrets"));
    if (object.value(QStringLiteral("version")).toInt() > version) {
        return failure(indexError(file, ErrorKind::Rejected, QStringLiteral("secrets.index-newer"),
                                  Text::tr("a newer Stormdeck wrote it"), Text::tr("Use that version.")));
    }
    if (object.value(QStringLiteral("version")).toInt() != version || !list.isArray()) {
        return failure(broken(file));
    }
    Entries entries;
    const QJsonArray array = list.toArray();
    for (const QJsonValue &one : array) {
        auto entry = entryOf(one.toObject());
        if (!entry) {
            return failure(broken(file));
        }
        entries.push_back(std::move(*entry));
    }
    return entries;
}

QByteArray encode(const Entries &entries)
{
    QJsonArray list;
    for (const SecretIndex::Entry &entry : entries) {
        list.append(QJsonObject{{QStringLiteral("kind"), word(entry.name.kind)},
                                {QStringLiteral("subject"), entry.name.subject},
                                {QStringLiteral("since"), entry.since.toUTC().toString(Qt::ISODate)}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), version}, {QStringLiteral("secrets"), list}}).toJson();
}

bool obtain(QLockFile &lock, const std::stop_token &stop)
{
    const Deadline deadline = Deadline::in(lockPatience);
    while (!lock.tryLock(lockStep)) {
        if (deadline.passed() || stop.stop_requested() || lock.error() != QLockFile::LockFailedError) {
            return false;
        }
    }
    return true;
}
} // namespace

SecretIndex SecretIndex::ofThisUser()
{
    return SecretIndex(settingsFolder() + QStringLiteral("/secrets.json"));
}

Result<std::vector<SecretIndex::Entry>> SecretIndex::entries() const
{
    if (m_file.isEmpty() || !QFile::exists(m_file)) {
        return Entries();
    }
    const auto content = readFile(m_file, largestFile);
    return content ? decode(*content, m_file) : failure(content.error());
}

Result<void> SecretIndex::add(const Entry &entry, const std::stop_token &stop) const
{
    return change(
        [&](Entries &entries) -> Result<void> {
            std::erase_if(entries, [&entry](const Entry &one) { return one.name == entry.name; });
            if (entries.size() >= mostEntries) {
                return failure(indexError(m_file, ErrorKind::Rejected, QStringLiteral("secrets.too-many"),
                                          Text::tr("there are %1 saved secrets already").arg(mostEntries),
                                          Text::tr("Forget some that are not needed any more.")));
            }
            entries.push_back(entry);
            return {};
        },
        stop);
}

Result<void> SecretIndex::remove(const SecretName &name, const std::stop_token &stop) const
{
    return change(
        [&name](Entries &entries) -> Result<void> {
            std::erase_if(entries, [&name](const Entry &one) { return one.name == name; });
            return {};
        },
        stop);
}

Result<void> SecretIndex::change(const Change &change, const std::stop_token &stop) const
{
    if (auto made = makePrivateFolder(QFileInfo(m_file).path()); !made) {
        return made;
    }
    QLockFile lock(m_file + QStringLiteral(".lock"));
    if (!obtain(lock, stop)) {
        return failure(
            indexError(m_file, stop.stop_requested() ? ErrorKind::Cancelled : ErrorKind::Deadline,
                       QStringLiteral("secrets.locked"),
                       stop.stop_requested() ? Text::tr("it was stopped") : Text::tr("another program keeps it locked"),
                       Text::tr("Try again.")));
    }
    auto before = entries();
    if (!before) {
        return failure(before.error());
    }
    Entries after = *before;
    if (auto changed = change(after); !changed || after == *before) {
        return changed;
    }
    return writePrivateFile(m_file, encode(after));
}

} // namespace stormdeck::secrets
