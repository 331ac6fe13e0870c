// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingfile.h"

#include "recording/gzip.h"
#include "recording/recordingjson.h"
#include "recording/recordingwriter.h"

#include <QCoreApplication>
#include <QFile>
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

std::optional<QByteArray> readEntry(QuaZip &zip, const QString &name, qint64 limit)
{
    QuaZipFile entry(&zip);
    if (!zip.setCurrentFile(name) || !entry.open(QIODevice::ReadOnly) || entry.size() > limit) {
        return std::nullopt;
    }
    return entry.readAll();
}

/// Version 1: a zip of an index and all bodies.
tl::expected<Recording, QString> readZip(QFile &file)
{
    QuaZip zip(&file);
    if (!zip.open(QuaZip::mdUnzip)) {
        return tl::unexpected(Text::tr("its list of parts is damaged or missing"));
    }
    const auto index = readEntry(zip, indexName, largestIndex);
    const auto bodies = readEntry(zip, bodiesName, LineReader::largest);
    if (!index || !bodies) {
        return tl::unexpected(Text::tr("a part of it is missing or too large"));
    }
    return decodeIndex(*index, *bodies);
}

tl::expected<Recording, QString> readPackedLines(QFile &file)
{
    LineReader reader;
    std::optional<QString> refusal;
    readLines(file, LineReader::largest, [&](const QByteArray &line) {
        const auto taken = reader.take(line);
        refusal = taken ? std::nullopt : std::optional(taken.error());
        return taken && *taken;
    });
    if (refusal || !reader.hasHead()) {
        return tl::unexpected(refusal.value_or(Text::tr("it ends before it says what it is of")));
    }
    return std::move(reader).recording();
}

/// Each in turn, whole; those of one source follow each other.
Result<void> writeAll(const Recording &recording, RecordingWriter &writer)
{
    Result<void> written = writer.begin(recording.cluster, recording.machines, recording.from, recording.begun);
    std::map<Source, Unfolding> sources;
    for (const Kept &kept : recording.answers) {
        watch::Answer answer = kept.answer;
        answer.bodies = sources[{answer.plane, answer.machine}].of(kept.bodies);
        written = written.and_then([&] { return writer.append(packed(std::move(answer))); });
        if (!written) {
            return written;
        }
    }
    return written.and_then([&] { return writer.end(recording.to); });
}
} // namespace

Result<void> saveRecording(const Recording &recording, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(cannotSave(path, file.errorString()));
    }
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    RecordingWriter writer(file, path);
    if (const auto written = writeAll(recording, writer); !written) {
        return failure(cannotSave(path, written.error().reason));
    }
    if (!file.commit()) {
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
    const auto refused = [&](const QString &reason) { return notARecording(path, reason); };
    const QByteArray start = file.peek(2);
    if (start == "PK") {
        return readZip(file).map_error(refused);
    }
    if (start == "\x1f\x8b") {
        return readPackedLines(file).map_error(refused);
    }
    return failure(refused(start.isEmpty() ? Text::tr("it is empty") : Text::tr("it has not the form of one")));
}

} // namespace stormdeck::recording
