// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingwriter.h"

#include <QIODevice>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace stormdeck::recording {

/// Writes answers to a file as they come: after a crash or a power cut at most the last `rhythm` and what waits to be
/// written is missing. A thread of its own writes. Ends when destroyed; where it cannot go on it ends by itself, and
/// what was written stays. All calls may come from any thread.
class FileRecorder
{
public:
    /// How often what was written is brought to the disk.
    static constexpr std::chrono::seconds rhythm{1};
    /// Bytes of answers, as they are packed, that may wait for the disk; with more it does not keep up, and the
    /// recording ends.
    static constexpr qint64 mostWaiting = 32 * 1024 * 1024;

    /// Of what was written.
    struct Written
    {
        qint64 answers = 0;
        std::chrono::milliseconds length{0};
    };

    /// Makes the file, for this user only (0600), or empties it. Blocking. Internal where the disk refuses.
    [[nodiscard]] static Result<std::shared_ptr<FileRecorder>> create(const QString &path, const QString &cluster,
                                                                      const std::vector<Machine> &machines);
    /// `file` is open for writing; `path` is for errors.
    FileRecorder(std::unique_ptr<QIODevice> file, const QString &path, QString cluster, std::vector<Machine> machines);
    ~FileRecorder();

    /// Returns at once.
    void take(PackedAnswer answer);
    /// Packs it first. To be the store's tap.
    void take(watch::Answer answer) { take(packed(std::move(answer))); }
    /// Whether it has ended by itself; end() tells why.
    [[nodiscard]] bool isOver() const { return m_isOver; }
    /// Blocks until all is written. Why it ended before that, where it did. The same again when called again.
    [[nodiscard]] Result<Written> end();

private:
    void run(const std::stop_token &stop);
    void write(std::deque<PackedAnswer> answers);
    void flush();
    void keep(const Result<void> &done);
    Result<void> finish();

    const std::unique_ptr<QIODevice> m_file;
    const QString m_path;
    const QString m_cluster;
    const std::vector<Machine> m_machines;

    // Of the thread; end() reads them after it.
    RecordingWriter m_writer;
    std::optional<Instant> m_from;
    Instant m_to{};
    Instant m_flushed{};
    bool m_isFlushed = true;
    std::optional<Error> m_trouble;

    std::mutex m_ending; ///< held by end()
    std::mutex m_mutex;  ///< guards the queue
    std::condition_variable_any m_wake;
    std::deque<PackedAnswer> m_waiting;
    qint64 m_waitingBytes = 0;
    bool m_isTooSlow = false; ///< under m_mutex
    bool m_isEnded = false;   ///< under m_mutex; nothing is taken any more
    std::atomic<bool> m_isOver = false;
    std::jthread m_thread; ///< last: joined before the rest goes
};

} // namespace stormdeck::recording
