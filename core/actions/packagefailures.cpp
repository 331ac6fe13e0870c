// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/packagefailures.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Packages)
};

constexpr qsizetype longestSample = 4096;
constexpr qsizetype mostSentences = 4;

/// The sentences that apt-get marks as errors, without the mark.
QStringList sentencesIn(const QByteArray &errors)
{
    QStringList sentences;
    for (const QString &line : QString::fromUtf8(errors).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(QStringLiteral("E: ")) || line.startsWith(QStringLiteral("dpkg: error"))) {
            sentences << line.mid(line.startsWith(u'E') ? 3 : 0).trimmed();
        }
    }
    return sentences.mid(0, mostSentences);
}

/// Only what is an error: apt-get tells of a lock that it waits for, too.
QByteArray errorLines(const QByteArray &errors)
{
    QByteArray lines;
    for (const QByteArray &line : errors.split('\n')) {
        lines += line.startsWith("E:") ? line + '\n' : QByteArray();
    }
    return lines;
}

bool hasAny(const QByteArray &text, std::initializer_list<const char *> parts)
{
    return std::any_of(parts.begin(), parts.end(), [&text](const char *part) { return text.contains(part); });
}

struct Verdict
{
    QString code;
    QString remedy;
    QString cause; ///< what the sentences marked as errors may not say
};

Verdict verdictOn(const QByteArray &said)
{
    if (hasAny(said, {"No space left on device", "enough free space"})) {
        return {QStringLiteral("packages.disk-full"), Text::tr("Free some space on its disk, then resume."),
                Text::tr("its disk is full")};
    }
    if (hasAny(said, {"Unable to locate package", "has no installation candidate"})) {
        return {QStringLiteral("packages.unknown"),
                Text::tr("Look at its package sources (on Ubuntu, “universe” is needed), then resume."),
                {}};
    }
    if (hasAny(said, {"Temporary failure resolving", "Could not resolve", "Could not connect", "Unable to connect",
                      "Failed to fetch"})) {
        return {QStringLiteral("packages.unreachable"),
                Text::tr("Look at its network, proxy and package sources, then resume."),
                {}};
    }
    return {QStringLiteral("packages.failed"), Text::tr("Look at it on the machine, then resume."), {}};
}
} // namespace

QString PackageLock::text() const
{
    if (program.isEmpty()) {
        return process.isEmpty() ? Text::tr("another program") : Text::tr("process %1").arg(process);
    }
    if (process.isEmpty()) {
        return program;
    }

    return Text::tr("%1 (process %2)").arg(program, process);
}

std::optional<PackageLock> heldLock(const QByteArray &look)
{
    for (const QByteArray &line : look.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() >= 2) {
            const QString process = QString::fromUtf8(words.at(1));
            return PackageLock{.program = QString::fromUtf8(words.value(2)),
                               .process = process == QStringLiteral("-") ? QString() : process};
        }
    }
    return std::nullopt;
}

std::optional<PackageLock> refusedByLock(const QByteArray &said)
{
    const QByteArray errors = errorLines(said);

    static const QRegularExpression holder(QStringLiteral("held by process (\\d+)(?: \\(([^)]*)\\))?"));
    const bool isLock = hasAny(errors, {"Could not get lock", "Unable to acquire the dpkg frontend lock",
                                        "Unable to lock directory", "is another process using it"});
    if (!isLock || errors.contains("Permission denied")) {
        return std::nullopt;
    }
    const auto match = holder.match(QString::fromUtf8(errors));
    return PackageLock{.program = match.captured(2), .process = match.captured(1)};
}

bool wasInterrupted(const QByteArray &errors)
{
    return errors.contains("dpkg was interrupted") || errors.contains("dpkg --configure -a");
}

Error packageFailure(const QString &target, const QString &attempted, const QByteArray &output,
                     const QByteArray &errors)
{
    const Verdict verdict = verdictOn(errors + output);
    QStringList sentences = sentencesIn(errors);
    if (!verdict.cause.isEmpty()) {
        sentences.prepend(verdict.cause);
    }
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Channel,
            .attempted = attempted,
            .target = target,
            .reason = sentences.isEmpty() ? Text::tr("apt-get failed and gave no reason")
                                          : sentences.join(QStringLiteral("; ")),
            .remedy = verdict.remedy,
            .code = verdict.code,
            .raw = (errors + output).right(longestSample)};
}

} // namespace stormdeck::actions
