// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/verdictlook.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

int number(const std::vector<preflight::CheckResult> &results, preflight::Verdict verdict)
{
    return static_cast<int>(count(results, verdict));
}
} // namespace

VerdictLook lookOf(preflight::Verdict verdict)
{
    using preflight::Verdict;
    switch (verdict) {
    case Verdict::Pass:
        return {style::Tone::Ok, style::Sign::Check, Text::tr("passed")};
    case Verdict::Notice:
        return {style::Tone::Plain, style::Sign::Dot, Text::tr("notice")};
    case Verdict::Warning:
        return {style::Tone::Warning, style::Sign::Triangle, Text::tr("warning")};
    case Verdict::Error:
        return {style::Tone::Bad, style::Sign::Cross, Text::tr("error")};
    case Verdict::NotObserved:
        break;
    }
    return {style::Tone::Unknown, style::Sign::Question, Text::tr("not observed")};
}

QString countText(const std::vector<preflight::CheckResult> &results)
{
    QStringList parts;
    if (const int errors = number(results, preflight::Verdict::Error)) {
        parts << Text::tr("%n error(s)", nullptr, errors);
    }
    if (const int warnings = number(results, preflight::Verdict::Warning)) {
        parts << Text::tr("%n warning(s)", nullptr, warnings);
    }
    if (const int unseen = number(results, preflight::Verdict::NotObserved)) {
        parts << Text::tr("%1 not observed").arg(unseen);
    }
    return parts.isEmpty() ? Text::tr("all passed") : parts.join(QStringLiteral(", "));
}

QString passedText(const std::vector<preflight::CheckResult> &results)
{
    QStringList parts{Text::tr("%1 passed").arg(number(results, preflight::Verdict::Pass))};
    if (const int notices = number(results, preflight::Verdict::Notice)) {
        parts << Text::tr("%n notice(s)", nullptr, notices);
    }
    if (const int unseen = number(results, preflight::Verdict::NotObserved)) {
        parts << Text::tr("%1 not observed").arg(unseen);
    }
    return parts.join(QStringLiteral(", "));
}

QString findingText(const preflight::CheckResult &result)
{
    return result.subject.isEmpty() ? result.sentence : Text::tr("%1: %2").arg(result.subject, result.sentence);
}

QString plainText(const preflight::CheckResult &result)
{
    QStringList lines{(result.subject.isEmpty() ? QString() : result.subject + QStringLiteral(": ")) + result.title +
                      QStringLiteral(": ") + lookOf(result.verdict).word};
    lines << result.sentence << result.evidence << result.remedy << result.lines;
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace stormdeck::ui
