// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingwriter.h"

#include "recording/secrets.h"

#include <QCoreApplication>
#include <QFileDevice>

#include <cerrno>
#include <unistd.h>

namespace stormdeck::recording {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

constexpr qint64 mebibyte = 1024 * 1024;
} // namespace

RecordingWriter::RecordingWriter(QIODevice &device, QString path)
    : m_device(device), m_path(std::move(path)), m_condenser(withoutSecrets)
{
}

Result<void> RecordingWriter::begin(const QString &cluster, const std::vector<Machine> &machines, Instant from,
                                    const QDateTime &begun)
{
    m_from = from;
    return write(encodeHead(cluster, machines, begun), Gzip::Flush::No);
}

Result<void> RecordingWriter::append(PackedAnswer came)
{
    if (m_trouble) {
        return failure(*m_trouble);
    }
    Told &told = m_told[{came.answer.plane, came.answer.machine}];
    m_to = std::max(m_to, came.answer.at);
    const std::optional<Kept> kept = m_condenser.take(std::move(came));
    if (!kept) {
        return {};
    }
    m_weight += kept->weight;
    if (m_weight > largest) {
        Error full =
            cannotGoOn(Text::tr("it has grown to %1 MiB, the most that can be opened").arg(largest / mebibyte));
        full.kind = ErrorKind::Rejected;
        full.remedy = Text::tr("What was recorded until then is in the file. Go on in another file.");
        full.code = QStringLiteral("recording.full");
        return end(m_to).and_then([&] { return stop(std::move(full)); });
    }
    ++m_answers;
    return write(encodeAnswer(*kept, m_from, told), Gzip::Flush::No);
}

Result<void> RecordingWriter::flush()
{
    return write({}, Gzip::Flush::Sync).and_then([this] { return sync(); });
}

Result<void> RecordingWriter::end(Instant to)
{
    const auto length = std::chrono::floor<std::chrono::milliseconds>(to - m_from);
    return write(encodeEnd(length), Gzip::Flush::End).and_then([this] { return sync(); });
}

Result<void> RecordingWriter::write(const QByteArray &text, Gzip::Flush flush)
{
    if (m_trouble) {
        return failure(*m_trouble);
    }
    const QByteArray packed = m_gzip.pack(text, flush);
    if (m_device.write(packed) != packed.size()) {
        return stop(cannotGoOn(m_device.errorString()));
    }
    return {};
}

Result<void> RecordingWriter::sync()
{
    auto *file = qobject_cast<QFileDevice *>(&m_device);
    if (!file) {
        return {};
    }
    if (!file->flush()) {
        return stop(cannotGoOn(file->errorString()));
    }
    if (fdatasync(file->handle()) != 0 && errno != EINVAL && errno != EROFS) { // those: no such file is synced
        return stop(cannotGoOn(qt_error_string(errno)));
    }
    return {};
}

Result<void> RecordingWriter::stop(Error error)
{
    m_trouble = error;
    return failure(std::move(error));
}

Error RecordingWriter::cannotGoOn(const QString &reason) const
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = Text::tr("go on with the recording"),
            .target = m_path,
            .reason = reason,
            .remedy = Text::tr("What was recorded until then is in the file. Make room, or record to another folder."),
            .code = QStringLiteral("recording.ended")};
}

} // namespace stormdeck::recording
