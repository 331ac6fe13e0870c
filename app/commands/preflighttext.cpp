// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/preflighttext.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(PreflightCommand)
};

using namespace preflight;

QString signOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return QStringLiteral("✓");
    case Verdict::Notice:
        return QStringLiteral("·");
    case Verdict::NotObserved:
        return QStringLiteral("?");
    case Verdict::Warning:
        return QStringLiteral("▲");
    case Verdict::Error:
        break;
    }
    return QStringLiteral("✕");
}

QString signOf(Reach reach)
{
    return isThrough(reach) ? QStringLiteral("✓") : isBlocked(reach) ? QStringLiteral("✕") : QStringLiteral("?");
}

void append(QStringList &lines, const CheckResult &result, const QString &title)
{
    lines << QStringLiteral("  %1 %2: %3").arg(signOf(result.verdict), title, result.sentence);
    if (result.verdict == Verdict::Pass) {
        return;
    }
    for (const QString &more : {result.evidence, result.remedy}) {
        if (!more.isEmpty()) {
            lines << QStringLiteral("      ") + more;
        }
    }
    for (const QString &line : result.lines) {
        lines << QStringLiteral("        ") + line;
    }
}

void appendSubject(QStringList &lines, const Report &report, const QString &subject, const QString &heading)
{
    lines << heading;
    for (const CheckResult &result : report.results) {
        if (result.subject == subject) {
            append(lines, result, result.title);
        }
    }
}

QString summary(const Report &report)
{
    const QString found = Text::tr("%1 errors, %2 warnings, %3 passed, %4 not observed")
                              .arg(count(report.results, Verdict::Error))
                              .arg(count(report.results, Verdict::Warning))
                              .arg(count(report.results, Verdict::Pass))
                              .arg(count(report.results, Verdict::NotObserved));
    return report.stopped ? Text::tr("%1: stopped, %2").arg(report.cluster, found)
                          : QStringLiteral("%1: %2").arg(report.cluster, found);
}

using ByPort = QMap<QString, std::vector<const Crossing *>>;

/// By port, the tries that were not all answered.
ByPort troubled(const Report &report)
{
    ByPort ports;
    for (const Crossing &crossing : report.crossings) {
        ports[portText(crossing.protocol, crossing.port)].push_back(&crossing);
    }
    ports.removeIf([](const ByPort::iterator &entry) {
        return std::all_of(entry->begin(), entry->end(), [](const Crossing *one) { return isThrough(one->reach); });
    });
    return ports;
}

QString rowOf(const QString &from, const Report &report, const std::vector<const Crossing *> &crossings)
{
    QString row = QStringLiteral("    %1").arg(from, -18);
    for (const QString &to : report.machines) {
        const auto found = std::find_if(crossings.begin(), crossings.end(),
                                        [&](const Crossing *one) { return one->from == from && one->to == to; });
        row += QStringLiteral(" %1").arg(
            from == to ? QStringLiteral("-") : signOf(found == crossings.end() ? Reach::NotObserved : (*found)->reach),
            -18);
    }
    return row;
}
} // namespace

QStringList matrixLines(const Report &report)
{
    QStringList lines;
    const ByPort ports = troubled(report);
    for (auto it = ports.begin(); it != ports.end(); ++it) {
        QString head = QStringLiteral("  %1").arg(Text::tr("%1 to:").arg(it.key()), -20);
        for (const QString &to : report.machines) {
            head += QStringLiteral(" %1").arg(to, -18);
        }
        lines << head;
        for (const QString &from : report.machines) {
            lines << rowOf(from, report, *it);
        }
    }
    return lines;
}

QStringList checkedLines(const Report &report)
{
    const std::vector<CheckResult> found = blocking(report);
    if (found.empty() && !report.stopped) {
        return {Text::tr("Checked: %1 passed, %2 not observed")
                    .arg(count(report.results, Verdict::Pass))
                    .arg(count(report.results, Verdict::NotObserved))};
    }
    QStringList lines{summary(report)};
    for (const CheckResult &result : found) {
        append(lines, result,
               result.subject.isEmpty() ? result.title : QStringLiteral("%1, %2").arg(result.subject, result.title));
    }
    return lines;
}

QStringList preflightLines(const Report &report)
{
    QStringList lines{summary(report)};
    for (const QString &machine : report.machines) {
        appendSubject(lines, report, machine, machine);
    }
    appendSubject(lines, report, {}, Text::tr("All machines"));
    const QStringList matrix = matrixLines(report);
    if (!matrix.isEmpty()) {
        lines << Text::tr("Ports that do not get through everywhere (✓ yes, ✕ no, ? not observed)") << matrix;
    }
    return lines;
}

} // namespace stormdeck::app
