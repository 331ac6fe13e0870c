// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/report.h"

#include <algorithm>
#include <iterator>

namespace stormdeck::preflight {

QString word(Reach reach)
{
    switch (reach) {
    case Reach::Answered:
        return QStringLiteral("answered");
    case Reach::Held:
        return QStringLiteral("held");
    case Reach::Refused:
        return QStringLiteral("refused");
    case Reach::Silent:
        return QStringLiteral("silent");
    case Reach::Failed:
        return QStringLiteral("failed");
    case Reach::NotObserved:
        break;
    }
    return QStringLiteral("not-observed");
}

QString word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return QStringLiteral("pass");
    case Verdict::Notice:
        return QStringLiteral("notice");
    case Verdict::Warning:
        return QStringLiteral("warning");
    case Verdict::Error:
        return QStringLiteral("error");
    case Verdict::NotObserved:
        break;
    }
    return QStringLiteral("not-observed");
}

Verdict worst(const std::vector<CheckResult> &results)
{
    const auto found = std::max_element(results.begin(), results.end(), [](const auto &left, const auto &right) {
        return left.verdict < right.verdict;
    });
    return found == results.end() ? Verdict::Pass : found->verdict;
}

qsizetype count(const std::vector<CheckResult> &results, Verdict verdict)
{
    return std::count_if(results.begin(), results.end(),
                         [verdict](const CheckResult &result) { return result.verdict == verdict; });
}

std::vector<CheckResult> blocking(const Report &report, const QSet<QString> &overridden)
{
    std::vector<CheckResult> found;
    std::copy_if(
        report.results.begin(), report.results.end(), std::back_inserter(found), [&](const CheckResult &result) {
            return result.verdict == Verdict::Error || (result.isOverridable() && !overridden.contains(result.key()));
        });
    return found;
}

QSet<QString> overridable(const Report &report)
{
    QSet<QString> keys;
    for (const CheckResult &result : report.results) {
        if (result.isOverridable()) {
            keys.insert(result.key());
        }
    }
    return keys;
}

} // namespace stormdeck::preflight
