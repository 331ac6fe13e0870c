// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/enginecheck.h"

#include <QCoreApplication>
#include <QStringList>

namespace stormdeck::dialogs {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EngineCheck)
};

QString signOf(CheckStep::State state)
{
    switch (state) {
    case CheckStep::State::Passed:
        return QStringLiteral("✓");
    case CheckStep::State::Failed:
        return QStringLiteral("✕");
    case CheckStep::State::NotReached:
        break;
    }
    return QStringLiteral("–");
}

QString wordsOf(const CheckStep &step)
{
    return step.text.isEmpty() && step.state == CheckStep::State::NotReached ? Text::tr("not reached") : step.text;
}
} // namespace

QString checkLine(const std::vector<CheckStep> &steps)
{
    QStringList parts;
    for (const CheckStep &step : steps) {
        // Sign and name stay together where the line is broken.
        QString part = QStringLiteral("%1 %2").arg(signOf(step.state), step.layer);
        parts << part.replace(u' ', QChar::Nbsp);
    }
    return parts.join(QStringLiteral("   "));
}

QString checkList(const std::vector<CheckStep> &steps)
{
    QStringList lines;
    for (const CheckStep &step : steps) {
        const QString words = wordsOf(step);
        lines << (words.isEmpty() ? QStringLiteral("%1 %2").arg(signOf(step.state), step.layer)
                                  : QStringLiteral("%1 %2: %3").arg(signOf(step.state), step.layer, words));
    }
    return lines.join(u'\n');
}

} // namespace stormdeck::dialogs
