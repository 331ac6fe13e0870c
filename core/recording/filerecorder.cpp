// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/filerecorder.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace stormdeck::recording {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error cannotRecord(const QString &attempted, const QString &path, const QString &reason, const QString &remedy)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = attempted,
            .target = path,
            .reason = reason,
            .remedy = remedy,
            .code = QStringLiteral("recording.not-saved")};
}

Error cannotBegin(const QString &path, const QString &reason)
{
    return cannotRecord(Text::tr("record to the file"), path, reason, Text::tr("Choose another folder."));
}

Error tooSlow(const QString &path)
{
    Error error = cannotRecord(Text::tr("go on with the recording"), path, Text::tr("the disk does not keep up"),
                               Text::tr("What was recorded until then is in the file. Record to another disk."));
    error.code = QStringLiteral("recording.ended");
    return error;
}
} // namespace

Result<std::shared_ptr<FileRecorder>> FileRecorder::create(const QString &path, const QString &cluster,
                                                           const std::vector<Machine> &machines)
{
    if (const QFileInfo before(path); before.exists() && !before.isFile()) {
        return failure(cannotBegin(path, Text::tr("it is no file")));
    }
    auto file = std::make_unique<QFile>(path);
    const auto mode = QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered;
    if (!file->open(mode, ownerOnly) || !file->setPermissions(ownerOnly)) {
        return failure(cannotBegin(path, file->errorString()));
    }
    return std::make_shared<FileRecorder>(std::move(file), path, cluster, machines);
}

FileRecorder::FileRecorder(std::unique_ptr<QIODevice> file, const QString &path, QString cluster,
                           std::vector<Machine> machines)
    : m_file(std::move(file)), m_path(path), m_cluster(std::move(cluster)), m_machines(std::move(machines)),
      m_writer(*m_file, path), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

FileRecorder::~FileRecorder()
{
    (void)end();
}

void FileRecorder::take(PackedAnswer answer)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isEnded) {
        return;
    }
    m_waitingBytes += answer.weight;
    m_waiting.push_back(std::move(answer));
    m_isTooSlow = m_waitingBytes > mostWaiting;
    m_isEnded = m_isTooSlow;
    m_wake.notify_one();
}

Result<FileRecorder::Written> FileRecorder::end()
{
    const std::scoped_lock ending(m_ending);
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnded = true;
    }
    m_thread.request_stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    if (m_trouble) {
        return failure(*m_trouble);
    }
    return Written{m_writer.answers(), std::chrono::floor<std::chrono::milliseconds>(m_to - m_from.value_or(m_to))};
}

void FileRecorder::run(const std::stop_token &stop)
{
    for (bool isLast = false; !isLast && !m_trouble;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, rhythm, [this] { return !m_waiting.empty(); });
        isLast = stop.stop_requested() || m_isTooSlow;
        const bool isTooSlow = m_isTooSlow;
        std::deque<PackedAnswer> answers = std::exchange(m_waiting, {});
        m_waitingBytes = 0;
        lock.unlock();
        write(std::move(answers));
        flush();
        if (isTooSlow) {
            keep(failure(tooSlow(m_path)));
        }
    }
    keep(finish());
    const std::scoped_lock lock(m_mutex);
    m_isEnded = true;
    m_isOver = m_trouble.has_value();
}

void FileRecorder::write(std::deque<PackedAnswer> answers)
{
    for (PackedAnswer &one : answers) {
        if (m_trouble) {
            return;
        }
        if (!m_from) {
            m_from = one.answer.at;
            keep(m_writer.begin(m_cluster, m_machines, one.answer.at, one.answer.wall));
        }
        m_to = std::max(m_to, one.answer.at);
        m_isFlushed = false;
        keep(m_writer.append(std::move(one)));
    }
}

void FileRecorder::flush()
{
    const Instant now = BootClock::now();
    if (!m_isFlushed && now - m_flushed >= rhythm) {
        m_flushed = now;
        m_isFlushed = true;
        keep(m_writer.flush());
    }
}

/// The first reason why it cannot go on is the one that is told.
void FileRecorder::keep(const Result<void> &done)
{
    if (!done && !m_trouble) {
        m_trouble = done.error();
    }
}

/// Does nothing where the writer cannot go on.
Result<void> FileRecorder::finish()
{
    if (!m_from) {
        m_from = m_to;
        keep(m_writer.begin(m_cluster, m_machines, m_to, QDateTime::currentDateTime()));
    }
    return m_writer.end(m_to);
}

} // namespace stormdeck::recording
