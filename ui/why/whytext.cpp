// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "why/whytext.h"

#include "style/text.h"

#include <QCoreApplication>

namespace stormdeck::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Why)
};

QString findingText(const cluster::AppliedRule &applied)
{
    return QStringLiteral("- %1 %2\n  %3: %4")
        .arg(applied.finding.headline, applied.finding.evidence, applied.finding.code, applied.rule);
}

} // namespace

QString ageText(const cluster::Fact &fact)
{
    if (!fact.ago) {
        return fact.age == cluster::AgeState::NotAsked ? QString() : Text::tr("no answer yet");
    }
    return fact.age == cluster::AgeState::Fresh
               ? Text::tr("%1 ago").arg(style::duration(*fact.ago))
               : Text::tr("as of %1").arg(fact.answeredAt.toString(QStringLiteral("HH:mm:ss")));
}

QString plainText(const cluster::Explanation &explanation)
{
    QStringList lines{QStringLiteral("%1 %2").arg(explanation.kind, explanation.name), explanation.verdict, QString()};
    for (const cluster::Fact &fact : explanation.facts) {
        QStringList told{fact.source, ageText(fact)};
        told.removeAll(QString());
        lines << QStringLiteral("%1: %2 (%3)").arg(fact.what, fact.value, told.join(QStringLiteral(", ")));
    }
    if (!explanation.findings.empty()) {
        lines << QString();
    }
    for (const cluster::AppliedRule &applied : explanation.findings) {
        lines << findingText(applied);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace stormdeck::ui
