// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/liststate.h"

#include "main/nexttry.h"
#include "map/nodecard.h"
#include "style/text.h"

#include <QCoreApplication>

namespace stormdeck::ui {

using cluster::AgeState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Lists)
};

QString sourceWords(const QString &source, const cluster::SourceAge &age, Instant now)
{
    if (!age.answered) {
        return {};
    }
    if (ageState(age, now) == AgeState::Stale) {
        return Text::tr("%1, as of %2").arg(source, map::timeOf(age));
    }
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - *age.answered);
    return Text::tr("%1, %2 ago").arg(source, style::duration(passed));
}

/// Why the last try failed and when the next one is.
QString tryWords(const cluster::SourceAge &age, Instant now)
{
    return QStringList{age.error ? sentence(*age.error) : QString(), nextTrySentence(age, now)}.join(u' ').trimmed();
}

/// The next try before the reason, which may be cut.
QString warningWords(const cluster::SourceAge &age, Instant now)
{
    QStringList parts{Text::tr("As of %1, not current.").arg(map::timeOf(age)), nextTrySentence(age, now),
                      age.error ? sentence(*age.error) : QString()};
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace

ListState::Offer offerWhere(const Allowed &allowed, ListState::Offer offer)
{
    using Offer = ListState::Offer;
    const bool asks = offer == Offer::AskAgain;
    const bool changes = offer == Offer::SetUp || offer == Offer::Submit;
    return (asks && !allowed.asking) || (changes && !allowed.changing) ? Offer::Nothing : offer;
}

ListState listState(const ListKind &kind, const cluster::SourceAge &age, Instant now, int total, int shown,
                    const QString &filter)
{
    ListState state{.source = sourceWords(kind.source, age, now)};
    const AgeState freshness = ageState(age, now);
    if (total == 0 && freshness == AgeState::Waiting) {
        state.kind = ListState::Kind::Loading;
        state.title = kind.waitingFor;
        state.words = Text::tr("This takes a moment after connecting.");
    } else if (total == 0 && freshness == AgeState::Never) {
        state.kind = ListState::Kind::Failed;
        state.title = Text::tr("Nothing has answered yet");
        state.words = tryWords(age, now);
        state.offer = ListState::Offer::AskAgain;
    } else if (total == 0) {
        state.kind = ListState::Kind::Empty;
        state.title = kind.emptyTitle;
        state.words = kind.emptyWords;
        state.offer = kind.emptyOffer;
    } else if (shown == 0) {
        state.kind = ListState::Kind::Filtered;
        state.title = Text::tr("Nothing here shows “%1”").arg(filter);
        state.words = Text::tr("%n row(s) do not match the filter.", nullptr, total);
        state.offer = ListState::Offer::ClearFilter;
    }
    if (freshness == AgeState::Stale && total > 0) {
        state.warning = warningWords(age, now);
    }
    return state;
}

} // namespace stormdeck::ui
