// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/followedlog.h"

#include "docker/client.h"
#include "logs/filepiece.h"
#include "util/backoff.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::logs {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Logs)
};

constexpr std::chrono::seconds missingFilePause{3};
constexpr int sureFailures = 2; // one may be the end of an engine that comes back with the same container

Error ended(const LogSource &source)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Docker,
            .attempted = Text::tr("follow the log"),
            .target = source.name,
            .reason = Text::tr("the container ended"),
            .remedy = Text::tr("What swarm starts in its place is followed."),
            .code = QStringLiteral("log.ended")};
}

Error replaced(const LogSource &source)
{
    return {.kind = ErrorKind::Unreachable,
            .layer = Layer::Docker,
            .attempted = Text::tr("follow the log"),
            .target = source.name,
            .reason = Text::tr("nothing comes any more, and another container is in its place"),
            .code = QStringLiteral("log.replaced")};
}

/// The container was removed or does not run, and never will again: swarm makes new ones.
bool isGone(const Error &error)
{
    constexpr int notFound = 404;
    return error.httpStatus == notFound || error.kind == ErrorKind::Conflict;
}
} // namespace

FollowedLog::FollowedLog(LogSource source, const Shared &shared)
    : m_shared(shared), m_number(shared.numberOf(source.name)), m_fileLines(m_number, LineSplitter::Stamp::OwnText),
      m_source(std::move(source)), m_state{.name = m_source.name}, m_heard(shared.clock.now())
{
}

void FollowedLog::run(const std::stop_token &stop)
{
    const Backoff fresh(m_shared.pace.first / 2, m_shared.pace.slowest);
    Backoff backoff = fresh;
    while (!stop.stop_requested()) {
        m_hasNews = false;
        const auto result = read(stop);
        if (stop.stop_requested()) {
            return;
        }
        noteEnd(result);
        if (m_hasNews) {
            backoff = fresh;
        }
        if (waitForNextTry(backoff.after(false), stop)) {
            backoff = fresh;
        }
    }
}

Result<void> FollowedLog::read(const std::stop_token &stop)
{
    std::stop_source attempt;
    const std::stop_callback passOn(stop, [attempt]() mutable { attempt.request_stop(); });
    {
        const std::scoped_lock lock(m_mutex);
        m_attempt = attempt;
        m_heard = m_shared.clock.now();
    }
    return m_source.file.isEmpty() ? readOutput(attempt.get_token(), stop) : readFile(stop);
}

Result<void> FollowedLog::readOutput(const std::stop_token &attempt, const std::stop_token &stop)
{
    docker::Client engine = m_shared.clients(m_source.machine);
    if (const auto reached = engine.apiVersion(attempt); !reached) {
        return failure(reached.error());
    }
    tellFollowed();
    const docker::LogStart from = start();
    m_seam.reopen();
    std::vector<LogLine> lines;
    const auto take = [&](LogLine line) {
        if (m_seam.isNew(line)) {
            lines.push_back(std::move(line));
        }
    };
    LineSplitter streams[] = {{m_number, LineSplitter::Stamp::Engine}, {m_number, LineSplitter::Stamp::Engine}};
    const auto sink = [&](const docker::OutputChunk &chunk) {
        streams[chunk.stream == 2 ? 1 : 0].feed(chunk.bytes, take);
        return hand(std::exchange(lines, {}), stop);
    };
    const auto result = m_source.container.isEmpty() ? engine.followTaskLog(m_source.task, from, sink, attempt)
                                                     : engine.followLog(m_source.container, from, sink, attempt);
    if (result) { // what was lost in the middle of a line comes again
        streams[0].finish(take);
        streams[1].finish(take);
        (void)hand(std::move(lines), stop);
    }
    return result;
}

docker::LogStart FollowedLog::start() const
{
    if (const auto since = m_seam.since()) {
        return {.tail = {}, .since = std::chrono::milliseconds(*since)};
    }
    return m_isSuccessor ? docker::LogStart{} : docker::LogStart{.tail = firstLines, .since = {}};
}

Result<void> FollowedLog::readFile(const std::stop_token &stop)
{
    docker::Client engine = m_shared.clients(m_source.machine);
    for (bool goesOn = true; goesOn;) {
        const auto piece = readPiece(engine, m_source, m_offset, stop);
        if (!piece && piece.error().code != QStringLiteral("log.no-file")) {
            return failure(piece.error());
        }
        if (piece) {
            goesOn = takePiece(piece->from, piece->bytes, stop);
        } else {
            tell(piece.error(), m_shared.clock.now() + missingFilePause);
        }
        const bool hasMore = piece && piece->bytes.size() == largestPiece;
        goesOn = goesOn && (hasMore || pause(piece ? m_shared.pace.look : missingFilePause, stop));
    }
    return {};
}

bool FollowedLog::takePiece(qint64 from, const QByteArray &bytes, const std::stop_token &stop)
{
    std::vector<LogLine> lines;
    const auto take = [&](LogLine line) { lines.push_back(std::move(line)); };
    if (from < m_offset) { // another file has its name now; what the one before said last was not read
        m_lost = m_lost.value_or(lossNow());
        m_mayMiss = true;
        endFile(stop);
    }
    m_fileLines.feed(bytes, take);
    m_offset = from + bytes.size();
    tellFollowed();
    return hand(std::move(lines), stop);
}

/// Its last line may have no end.
void FollowedLog::endFile(const std::stop_token &stop)
{
    std::vector<LogLine> lines;
    m_fileLines.finish([&](LogLine line) { lines.push_back(std::move(line)); });
    if (!lines.empty()) {
        (void)m_shared.queue.put(std::move(lines), stop);
    }
}

/// Passes on what came, after a line that tells of a gap where there is one.
bool FollowedLog::hand(std::vector<LogLine> lines, const std::stop_token &stop)
{
    if (m_mayMiss) {
        lines.insert(lines.begin(), gap(lines.empty() ? 0 : lines.front().time));
    }
    m_mayMiss = false;
    m_lost.reset();
    m_failures = 0;
    m_hasNews = m_hasNews || !lines.empty();
    const bool goesOn = lines.empty() || m_shared.queue.put(std::move(lines), stop);
    const std::scoped_lock lock(m_mutex);
    m_heard = m_shared.clock.now();
    return goesOn;
}

/// `before`: the time of the line that follows; 0: there is none.
LogLine FollowedLog::gap(qint64 before) const
{
    const auto clockText = [](const QDateTime &time) { return time.toString(QStringLiteral("HH:mm:ss")); };
    const Loss lost = m_lost.value_or(lossNow());
    const QDateTime from = wallAt(lost.at);
    const QString text = Text::tr("%1 was not followed from %2 to %3; lines of that time may be missing")
                             .arg(lost.name, clockText(from), clockText(m_shared.clock.wall()));
    const qint64 time = from.toMSecsSinceEpoch();
    return {.time = before > 0 ? std::min(before, time) : time,
            .source = m_number,
            .level = Level::Warning,
            .isGap = true,
            .text = text.toUtf8()};
}

QDateTime FollowedLog::wallAt(Instant moment) const
{
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(m_shared.clock.now() - moment);
    return m_shared.clock.wall().addMSecs(-ago.count());
}

void FollowedLog::noteEnd(const Result<void> &result)
{
    if (result) {
        m_isOver = true;
        m_error = ended(m_source);
        return;
    }
    const bool wasLetGo = result.error().kind == ErrorKind::Cancelled;
    const bool isOfManager = m_source.container.isEmpty(); // whose stream goes on when the swarm task has ended
    m_error = wasLetGo ? replaced(m_source) : result.error();
    m_isOver = ++m_failures >= sureFailures || isGone(*m_error) || (wasLetGo && isOfManager);
    m_lost = m_lost.value_or(lossNow());
}

/// Whether it has moved to a successor, which is to be asked at once.
bool FollowedLog::waitForNextTry(std::chrono::milliseconds wait, const std::stop_token &stop)
{
    const Deadline until = Deadline::in(wait);
    tell(m_error, m_shared.clock.now() + wait);
    do {
        if (m_isOver && moveToSuccessor(stop)) {
            return true;
        }
    } while (pause(std::min(m_shared.pace.look, until.remaining()), stop) && !until.passed());
    return false;
}

bool FollowedLog::moveToSuccessor(const std::stop_token &stop)
{
    auto next = m_shared.successor(m_source);
    if (!next) {
        return false;
    }
    endFile(stop);
    m_mayMiss = m_mayMiss || (m_wasFollowed && m_lost);
    m_number = m_shared.numberOf(next->name);
    m_fileLines = LineSplitter(m_number, LineSplitter::Stamp::OwnText);
    m_seam.forget();
    m_offset = m_wasFollowed ? 0 : -firstBytes;
    m_isSuccessor = m_wasFollowed;
    m_failures = 0;
    const std::scoped_lock lock(m_mutex);
    m_source = std::move(*next);
    m_state = {.name = m_source.name};
    return true;
}

void FollowedLog::letGoIfReplaced()
{
    std::unique_lock lock(m_mutex);
    if (!m_source.file.isEmpty() || m_shared.clock.now() - m_heard < m_shared.pace.silence) {
        return;
    }
    const LogSource source = m_source;
    std::stop_source attempt = m_attempt;
    lock.unlock();
    if (m_shared.successor(source)) {
        attempt.request_stop();
    }
}

SourceState FollowedLog::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

FollowedLog::Loss FollowedLog::lossNow() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_heard, m_source.name};
}

void FollowedLog::tellFollowed()
{
    m_wasFollowed = true;
    const std::scoped_lock lock(m_mutex);
    m_heard = m_shared.clock.now();
    m_state = {.name = m_source.name, .isFollowed = true};
}

void FollowedLog::tell(std::optional<Error> error, std::optional<Instant> nextTry)
{
    const std::scoped_lock lock(m_mutex);
    m_state = {.name = m_source.name, .isFollowed = false, .error = std::move(error), .nextTry = nextTry};
}

} // namespace stormdeck::logs
