// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/hosthandler.h"

#include "util/commandline.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostActions)
};

constexpr std::chrono::seconds lookPatience{30};
constexpr qsizetype longestSample = 4096;
constexpr qsizetype mostLines = 3;

// An unfinished copy never has the name that is read, nor may others read it; none is left where this fails. The input
// ends too where a console is killed or cut off while it sends, so its size tells whether it is whole. A link stays.
constexpr auto writeScript = R"sh(set -e
umask 022
mkdir -p -- "$(dirname -- "$1")"
file=$(readlink -f -- "$1")
umask 077
trap 'rm -f -- "$file.stormdeck-new"' EXIT
cat >"$file.stormdeck-new"
if [ "$(wc -c <"$file.stormdeck-new")" -ne "$2" ]; then
    echo "what was to be written to $1 did not come whole" >&2
    exit 1
fi
if [ -e "$file" ]; then
    chown --reference="$file" -- "$file.stormdeck-new"
    chmod --reference="$file" -- "$file.stormdeck-new"
else
    chmod 0644 -- "$file.stormdeck-new"
fi
mv -f -- "$file.stormdeck-new" "$file"
)sh";

// Half a copy, of a disk that was full, must not be taken for the file.
constexpr auto keepScript = R"sh(set -e
[ -e "$1.stormdeck-$2" ] || [ -e "$1.stormdeck-$2-none" ] && exit 0
mkdir -p -- "$(dirname -- "$1")"
if [ ! -e "$1" ]; then : >"$1.stormdeck-$2-none"; exit 0; fi
trap 'rm -f -- "$1.stormdeck-$2-new"' EXIT
cp -p -- "$1" "$1.stormdeck-$2-new"
mv -f -- "$1.stormdeck-$2-new" "$1.stormdeck-$2"
)sh";

constexpr auto restoreScript = R"sh(set -e
if [ -e "$1.stormdeck-$2" ]; then mv -f -- "$1.stormdeck-$2" "$(readlink -f -- "$1")"
elif [ -e "$1.stormdeck-$2-none" ]; then rm -f -- "$(readlink -f -- "$1")" "$1.stormdeck-$2-none"
fi
)sh";

QStringList inC(const QStringList &words)
{
    return QStringList{QStringLiteral("env"), QStringLiteral("LC_ALL=C")} + words;
}

/// The last lines that say something.
QString lastWords(const ssh::CommandEnd &end)
{
    const QByteArray &said = end.errors.trimmed().isEmpty() ? end.output : end.errors;
    QStringList lines = QString::fromUtf8(said).split(u'\n', Qt::SkipEmptyParts);
    return lines.mid(std::max<qsizetype>(0, lines.size() - mostLines)).join(QStringLiteral("; ")).trimmed();
}
} // namespace

QStringList scripted(const char *script, const QStringList &arguments)
{
    return QStringList{QStringLiteral("sh"), QStringLiteral("-c"), QString::fromUtf8(script),
                       QStringLiteral("stormdeck")} +
           arguments;
}

Error commandFailed(const QString &target, const QString &attempted, const ssh::CommandEnd &end)
{
    const QString words = lastWords(end);
    const QString how =
        end.exitCode ? Text::tr("exit code %1").arg(*end.exitCode) : Text::tr("signal %1").arg(end.signal);
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Channel,
            .attempted = attempted,
            .target = target,
            .reason = words.isEmpty() ? how : QStringLiteral("%1 (%2)").arg(words, how),
            .remedy = Text::tr("Look at it on the machine, then resume."),
            .code = QStringLiteral("host.command-failed"),
            .raw = (end.errors + end.output).left(longestSample)};
}

Result<ssh::CommandEnd> HostHandler::look(Context &context, const QStringList &words) const
{
    auto host = context.access.host(m_machine);
    return host ? host->run({.words = inC(words), .changesNothing = true, .asRoot = true}, Deadline::in(lookPatience),
                            context.stop)
                : failure(host.error());
}

Result<ssh::CommandEnd> HostHandler::act(Context &context, const QString &attempted, const QStringList &words,
                                         const QByteArray &input, std::chrono::seconds patience) const
{
    auto host = context.access.host(m_machine);
    if (!host) {
        return failure(host.error());
    }
    auto end = host->run({.words = inC(words), .input = input, .asRoot = true}, Deadline::in(patience), context.stop);
    return !end || end->succeeded() ? end : failure(commandFailed(host->target(), attempted, *end));
}

Result<void> HostHandler::write(Context &context, const QString &path, const QByteArray &content) const
{
    const QStringList script = scripted(writeScript, {path, QString::number(content.size())});
    return act(context, Text::tr("write %1").arg(path), script, content).map([](const auto &) {});
}

Result<bool> HostHandler::isActive(Context &context, const QString &unit) const
{
    return look(context, {QStringLiteral("systemctl"), QStringLiteral("is-active"), unit})
        .map([](const ssh::CommandEnd &end) { return end.output.trimmed() == "active"; });
}

Result<void> HostHandler::keep(Context &context, const QString &path) const
{
    return act(context, Text::tr("keep a copy of %1").arg(path),
               scripted(keepScript, {path, context.attempt.operation.value}))
        .map([](const auto &) {});
}

Result<void> HostHandler::restore(Context &context, const QString &path) const
{
    return act(context, Text::tr("restore %1").arg(path),
               scripted(restoreScript, {path, context.attempt.operation.value}))
        .map([](const auto &) {});
}

QString HostHandler::target(const access::Access &access) const
{
    const Machine *known = access.machine(m_machine);
    return known ? Endpoint::ssh(known->engine.user, known->engine.host, known->engine.port, usualEngineSocket()).text()
                 : m_machine;
}

QStringList HostHandler::login(const access::Access &access) const
{
    const Machine *known = access.machine(m_machine);
    const QStringList hops = known ? known->engine.hops : QStringList();
    const QStringList over = hops.isEmpty() ? QStringList() : QStringList{QStringLiteral("-J"), hops.join(u',')};
    return QStringList{QStringLiteral("ssh")} + over + QStringList{target(access)};
}

QString HostHandler::line(const access::Access &access, const QStringList &words) const
{
    const Machine *known = access.machine(m_machine);
    const bool isRoot = known && known->engine.user == QStringLiteral("root");
    const QStringList there = isRoot ? words : QStringList{QStringLiteral("sudo")} + words;
    return commandLine(login(access) + QStringList{commandLine(there)});
}

QString HostHandler::ownLine(const access::Access &access, const QString &shellLine) const
{
    return commandLine(login(access) + QStringList{shellLine});
}

} // namespace stormdeck::actions
