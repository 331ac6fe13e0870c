// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingfile.h"

#include "recording/recordingjson.h"
#include "recording/secrets.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QSaveFile>

#include <quazip.h>
#include <quazipfile.h>

namespace stormdeck::recording {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

constexpr qint64 largestIndex = 64 * 1024 * 1024;
constexpr qint64 largestBodies = 512 * 1024 * 1024;
const QString indexName = QStringLiteral("recording.json");
const QString bodiesName = QStringLiteral("bodies");

Error cannotSave(const QString &path, const QString &reason)
{
    return {.kind = ErrorKind::Internal,
            .attempted = Text::tr("save the recording"),
            .target = path,
            .reason = reason,
            .remedy = Text::tr("Choose another folder."),
            .code = QStringLiteral("recording.not-saved")};
}

Error notARecording(const QString &path, const QString &reason)
{
    return {.kind = ErrorKind::Undecodable,
            .attempted = Text::tr("open the recording"),
            .target = path,
            .reason = reason,
            .remedy = Text::tr("Choose a file that Stormdeck saved as a recording."),
            .code = QStringLiteral("recording.invalid")};
}

/// All bodies one after the other, each that differs once. A body is known again by its memory, as the recorder
/// shares equal ones.
class Bodies
{
public:
    BodyPlace place(const QByteArray &body)
    {
        const auto known = m_places.constFind(body.constData());
        if (known != m_places.cend()) {
            return *known;
        }
        const QByteArray clean = withoutSecrets(body);
        const BodyPlace made{m_all.size(), clean.size()};
        m_all += clean;
        m_places.insert(body.constData(), made);
        return made;
    }
    [[nodiscard]] const QByteArray &all() const { return m_all; }

private:
    QByteArray m_all;
    QHash<const char *, BodyPlace> m_places;
};

bool writeEntry(QuaZip &zip, const QString &name, const QByteArray &content)
{
    QuaZipFile entry(&zip);
    if (!entry.open(QIODevice::WriteOnly, QuaZipNewInfo(name))) {
        return false;
    }
    const bool isWhole = entry.write(content) == content.size();
    entry.close();
    return isWhole && entry.getZipError() == ZIP_OK;
}

std::optional<QByteArray> readEntry(QuaZip &zip, const QString &name, qint64 limit)
{
    QuaZipFile entry(&zip);
    if (!zip.setCurrentFile(name) || !entry.open(QIODevice::ReadOnly) || entry.size() > limit) {
        return std::nullopt;
    }
    return entry.readAll();
}
} // namespace

Result<void> saveRecording(const Recording &recording, const QString &path)
{
    Bodies bodies;
    const QByteArray index = encodeIndex(recording, [&](const QByteArray &body) { return bodies.place(body); });
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(cannotSave(path, file.errorString()));
    }
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    QuaZip zip(&file);
    zip.setAutoClose(false);
    const bool isWritten =
        zip.open(QuaZip::mdCreate) && writeEntry(zip, indexName, index) && writeEntry(zip, bodiesName, bodies.all());
    zip.close();
    if (!isWritten || zip.getZipError() != UNZ_OK || !file.commit()) {
        return failure(cannotSave(path, file.errorString()));
    }
    return {};
}

Result<Recording> openRecording(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(notARecording(path, file.errorString()));
    }
    QuaZip zip(&file);
    if (!zip.open(QuaZip::mdUnzip)) {
        return failure(notARecording(path, Text::tr("it is no zip file")));
    }
    const auto index = readEntry(zip, indexName, largestIndex);
    const auto bodies = readEntry(zip, bodiesName, largestBodies);
    if (!index || !bodies) {
        return failure(notARecording(path, Text::tr("a part of it is missing or too large")));
    }
    return decodeIndex(*index, *bodies).map_error([&](const QString &reason) { return notARecording(path, reason); });
}

} // namespace stormdeck::recording
