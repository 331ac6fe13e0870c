// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/matrix.h"

#include <QDateTime>
#include <QSet>
#include <QStringList>

/// What a preflight found. Plain values.
namespace stormdeck::preflight {

/// From good to bad. Notice: worth knowing, changes neither the colour nor the exit code.
enum class Verdict { Pass, Notice, NotObserved, Warning, Error };

/// One check of one subject.
struct CheckResult
{
    QString code;    ///< stable: "disk.space"
    QString subject; ///< machine; empty: all of them together
    Verdict verdict = Verdict::Pass;
    QString title;     ///< what was checked: "Disk space"
    QString sentence;  ///< what was found
    QString evidence;  ///< the facts it rests on; may be empty
    QString remedy;    ///< what to do; empty where there is nothing to do
    QStringList lines; ///< commands or lines of a file that go with the remedy, to copy
    bool operator==(const CheckResult &) const = default;

    /// "disk.space storm-1": by what an operator's decision about it is remembered.
    [[nodiscard]] QString key() const { return subject.isEmpty() ? code : code + u' ' + subject; }
    /// Whether an operator may go ahead in spite of it; an error has to be mended.
    [[nodiscard]] bool isOverridable() const { return verdict == Verdict::Warning; }
};

struct Report
{
    QString cluster;
    QDateTime made;
    QStringList machines;             ///< in the order of the cluster file
    std::vector<CheckResult> results; ///< by machine in that order, then what concerns all
    std::vector<Crossing> crossings;
    QStringList hostLines; ///< for /etc/hosts on every machine
    bool stopped = false;
    bool anyMachineAnswered = false;
};

/// How many of them have that verdict.
[[nodiscard]] qsizetype count(const std::vector<CheckResult> &results, Verdict verdict);
/// The worst of them; Pass where there is none.
[[nodiscard]] Verdict worst(const std::vector<CheckResult> &results);
/// What keeps the cluster from being set up: errors, and warnings whose key() is not among `overridden`.
[[nodiscard]] std::vector<CheckResult> blocking(const Report &report, const QSet<QString> &overridden = {});
/// Keys of all that an operator may override, for who says to go on whatever they are.
[[nodiscard]] QSet<QString> overridable(const Report &report);
/// Stable words for JSON: "pass", "notice", "not-observed", "warning", "error".
[[nodiscard]] QString word(Verdict verdict);

} // namespace stormdeck::preflight
