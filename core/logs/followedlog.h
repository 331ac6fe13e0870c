// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/engineclients.h"
#include "logs/linesplitter.h"
#include "logs/logqueue.h"
#include "logs/logsources.h"
#include "logs/seam.h"
#include "util/result.h"

namespace stormdeck::docker {
struct LogStart;
}

namespace stormdeck::logs {

/// How it stands with one followed source.
struct SourceState
{
    QString name;                   ///< of what is followed now
    bool isFollowed = false;        ///< it has answered, and goes on
    std::optional<Error> error;     ///< why it ended or has not begun
    std::optional<Instant> nextTry; ///< when it is asked again
    bool operator==(const SourceState &) const = default;
};

/// How patiently logs are followed.
struct FollowPace
{
    std::chrono::milliseconds first{1'000};    ///< from a loss to the first try; each wait is twice the one before,
    std::chrono::milliseconds slowest{30'000}; ///< at most this; all are jittered by a fifth
    std::chrono::milliseconds look{1'000};     ///< between looks at a file, and for a successor
    std::chrono::milliseconds silence{10'000}; ///< after which an output that has a successor is taken for lost
};

/// One log that is followed as long as somebody wants it: where its source is lost it is asked again and read on from
/// the last line, and where another container has taken its place, that one is read from its beginning. Where lines
/// can be missing between two of its lines, a line says so. A container's output is streamed; a file is read on every
/// second from where it was left, so that no process stays behind in a container.
class FollowedLog
{
public:
    static constexpr int firstLines = 1000;       ///< of an output
    static constexpr int firstBytes = 200 * 1024; ///< of a file

    /// What several followed logs share; outlives them. Its functions are called on their threads.
    struct Shared
    {
        docker::EngineClients clients;
        Successor successor;
        FollowPace pace;
        const Clock &clock;
        LogQueue &queue;
        std::function<int(const QString &name)> numberOf; ///< LogLine::source for the name of a source
    };

    FollowedLog(LogSource source, const Shared &shared);

    /// Follows until the stop, and ends within 50 ms of it. One thread's.
    void run(const std::stop_token &stop);
    /// Thread-safe.
    [[nodiscard]] SourceState state() const;
    /// Lets go of an output that is silent and has a successor: an engine whose host is gone never ends its stream.
    /// Thread-safe; to be called now and then.
    void letGoIfReplaced();

private:
    /// What could not be read from when on.
    struct Loss
    {
        Instant at; ///< when the last of it came
        QString name;
    };

    [[nodiscard]] Result<void> read(const std::stop_token &stop);
    /// `attempt` ends with `stop`, and where this is let go.
    [[nodiscard]] Result<void> readOutput(const std::stop_token &attempt, const std::stop_token &stop);
    [[nodiscard]] docker::LogStart start() const;
    [[nodiscard]] Result<void> readFile(const std::stop_token &stop);
    [[nodiscard]] bool takePiece(qint64 from, const QByteArray &bytes, const std::stop_token &stop);
    void endFile(const std::stop_token &stop);
    [[nodiscard]] bool hand(std::vector<LogLine> lines, const std::stop_token &stop);
    [[nodiscard]] LogLine gap(qint64 before) const;
    [[nodiscard]] QDateTime wallAt(Instant moment) const;
    void noteEnd(const Result<void> &result);
    [[nodiscard]] bool waitForNextTry(std::chrono::milliseconds wait, const std::stop_token &stop);
    [[nodiscard]] bool moveToSuccessor(const std::stop_token &stop);
    [[nodiscard]] Loss lossNow() const;
    void tellFollowed();
    void tell(std::optional<Error> error, std::optional<Instant> nextTry);

    const Shared &m_shared;
    int m_number;
    Seam m_seam;
    LineSplitter m_fileLines;
    qint64 m_offset = -firstBytes; ///< in the file; below 0: before its end
    bool m_wasFollowed = false;    ///< some time, in this container or one before
    bool m_isSuccessor = false;    ///< of one that was followed: all of it is wanted
    bool m_hasNews = false;        ///< since the last try
    bool m_mayMiss = false;        ///< lines since m_lost
    bool m_isOver = false;         ///< its container ended, or cannot be read any more
    int m_failures = 0;            ///< one after the other
    std::optional<Loss> m_lost;    ///< since it failed
    std::optional<Error> m_error;  ///< of the last try

    mutable std::mutex m_mutex; ///< guards what follows
    LogSource m_source;         ///< changed by the own thread only
    SourceState m_state;
    std::stop_source m_attempt;
    Instant m_heard; ///< when the last of it came
};

} // namespace stormdeck::logs
