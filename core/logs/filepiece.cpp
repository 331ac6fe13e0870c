// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/filepiece.h"

#include "docker/client.h"

#include <QCoreApplication>

namespace stormdeck::logs {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Logs)
};

constexpr std::chrono::seconds execTime{20};

// Says where it reads from, then what is there; a file that became shorter is read from its beginning.
const QString readOn = QStringLiteral(R"sh(s=$(stat -c %s -- "$0") || exit 3
o=$1
if [ "$o" -lt 0 ]; then o=$((s + o)); [ "$o" -ge 0 ] || o=0; fi
[ "$o" -le "$s" ] || o=0
echo "$o"
tail -c "+$((o + 1))" -- "$0" | head -c "$2")sh");
} // namespace

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

} // namespace stormdeck::logs
