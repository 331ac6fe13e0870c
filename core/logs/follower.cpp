// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/follower.h"

#include "docker/client.h"
#include "logs/linesplitter.h"

#include <QCoreApplication>

namespace stormdeck::logs {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Logs)
};

constexpr std::chrono::seconds filePause{1};
constexpr std::chrono::seconds retryPause{3};
constexpr std::chrono::seconds execTime{20};
constexpr qsizetype largestPiece = 2 * 1024 * 1024;

// Says where it reads from, then what is there; a file that became shorter is read from its beginning.
const QString readOn = QStringLiteral(R"sh(s=$(stat -c %s -- "$0") || exit 3
o=$1
if [ "$o" -lt 0 ]; then o=$((s + o)); [ "$o" -ge 0 ] || o=0; fi
[ "$o" -le "$s" ] || o=0
echo "$o"
tail -c "+$((o + 1))" -- "$0" | head -c "$2")sh");

struct FilePiece
{
    qint64 from = 0;
    QByteArray bytes;
};

Result<FilePiece> readPiece(docker::Client &engine, const LogSource &source, qint64 from, const std::stop_token &stop)
{
    const QStringList command{QStringLiteral("sh"), QStringLiteral("-c"),  readOn,
                              source.file,          QString::number(from), QString::number(largestPiece)};
    const auto read = engine.exec(source.container, command, {}, Deadline::in(execTime), stop);
    if (!read) {
        return failure(read.error());
    }
    const qsizetype end = read->output.indexOf('\n');
    if (read->exitCode != 0 || end < 0) {
        return failure({.kind = ErrorKind::Rejected,
                        .layer = Layer::Docker,
                        .attempted = Text::tr("read %1").arg(source.file),
                        .target = source.name,
                        .reason = QString::fromUtf8(read->errors).trimmed(),
                        .remedy = Text::tr("It may not have been written yet; it is looked for again."),
                        .code = QStringLiteral("log.no-file")});
    }
    return FilePiece{read->output.left(end).toLongLong(), read->output.mid(end + 1)};
}
} // namespace

Follower::Follower(std::vector<LogSource> sources, EngineClients clients, const Clock &clock)
    : m_sources(std::move(sources)), m_clients(std::move(clients)), m_queue(clock), m_states(m_sources.size())
{
    m_sources.resize(std::min(m_sources.size(), mostSources));
    for (int index = 0; index < int(m_sources.size()); ++index) {
        m_threads.emplace_back([this, index](const std::stop_token &stop) { follow(index, stop); });
    }
}

Follower::~Follower()
{
    for (std::jthread &thread : m_threads) {
        thread.request_stop();
    }
}

std::vector<SourceState> Follower::states() const
{
    const std::scoped_lock lock(m_mutex);
    return m_states;
}

void Follower::setState(int index, SourceState state)
{
    const std::scoped_lock lock(m_mutex);
    m_states[size_t(index)] = std::move(state);
}

void Follower::follow(int index, const std::stop_token &stop)
{
    const bool isFile = !m_sources[size_t(index)].file.isEmpty();
    const auto ended = isFile ? followFile(index, stop) : followOutput(index, stop);
    if (!stop.stop_requested()) {
        setState(index, {.error = ended ? Error{.kind = ErrorKind::Rejected,
                                                .attempted = Text::tr("follow the log"),
                                                .target = m_sources[size_t(index)].name,
                                                .reason = Text::tr("the container ended"),
                                                .code = QStringLiteral("log.ended")}
                                        : ended.error()});
    }
}

Result<void> Follower::followOutput(int index, const std::stop_token &stop)
{
    const LogSource &source = m_sources[size_t(index)];
    docker::Client engine = m_clients(source.machine);
    LineSplitter splitters[] = {{index, LineSplitter::Stamp::Engine}, {index, LineSplitter::Stamp::Engine}};
    return engine.followLog(
        source.container, firstLines,
        [&](const docker::OutputChunk &chunk) {
            setState(index, {.isFollowed = true});
            std::vector<LogLine> lines;
            splitters[chunk.stream == 2 ? 1 : 0].feed(chunk.bytes,
                                                      [&](LogLine line) { lines.push_back(std::move(line)); });
            return m_queue.put(std::move(lines), stop);
        },
        stop);
}

Result<void> Follower::followFile(int index, const std::stop_token &stop)
{
    const LogSource &source = m_sources[size_t(index)];
    docker::Client engine = m_clients(source.machine);
    LineSplitter splitter(index, LineSplitter::Stamp::OwnText);
    qint64 from = -firstBytes;
    while (!stop.stop_requested()) {
        const auto piece = readPiece(engine, source, from, stop);
        if (!piece && piece.error().code != QStringLiteral("log.no-file")) {
            return failure(piece.error());
        }
        setState(index, piece ? SourceState{.isFollowed = true} : SourceState{.error = piece.error()});
        std::vector<LogLine> lines;
        if (piece) {
            splitter.feed(piece->bytes, [&](LogLine line) { lines.push_back(std::move(line)); });
            from = piece->from + piece->bytes.size();
        }
        if (!lines.empty() && !m_queue.put(std::move(lines), stop)) {
            break;
        }
        const bool hasMore = piece && piece->bytes.size() == largestPiece;
        if (!hasMore && !pause(piece ? filePause : retryPause, stop)) {
            break;
        }
    }
    return {};
}

} // namespace stormdeck::logs
