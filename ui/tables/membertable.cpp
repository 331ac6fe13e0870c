// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/membertable.h"

#include "map/cardwords.h"
#include "map/nodecard.h"
#include "models/agestates.h"
#include "tables/agecell.h"
#include "util/naturalorder.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stormdeck::tables {

using cluster::MemberView;
using style::Tone;
using zookeeper::EnsembleState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MemberTable)
};

const zookeeper::Srvr *srvrOf(const MemberView &member)
{
    return member.answer && member.answer->srvr ? &*member.answer->srvr : nullptr;
}

QString monitored(const MemberView &member, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QString value = member.answer ? member.answer->monitor.value(QLatin1String(key)) : QString();
        if (!value.isEmpty()) {
            return value;
        }
    }
    return {};
}

Cell modeCell(const MemberRow &row)
{
    const zookeeper::Srvr *srvr = srvrOf(row.view);
    Cell cell{.text = map::wordOf(row.view), .raw = srvr ? srvr->role.word : QVariant(), .tone = map::toneOf(row.view)};
    if (cell.tone == Tone::Plain) {
        cell.tone = srvr && !(srvr->role == zookeeper::Role::Unknown) ? Tone::Ok : Tone::Unknown;
    }
    if (row.old) {
        cell.tone = Tone::Unknown;
    }
    cell.sign = style::signOf(cell.tone);
    cell.tip = row.view.answer && !row.view.answer->note.isEmpty() ? row.view.answer->note : cell.text;
    return cell;
}

Cell latencyCell(const MemberView &member)
{
    const zookeeper::Srvr *srvr = srvrOf(member);
    if (!srvr || !srvr->latencyAverageMs) {
        return textCell({});
    }
    const QLocale locale;
    Cell cell{.text = Text::tr("%1 ms").arg(locale.toString(*srvr->latencyAverageMs, 'f', 1)),
              .raw = *srvr->latencyAverageMs};
    if (srvr->latencyMinMs && srvr->latencyMaxMs) {
        cell.tip = Text::tr("On average; from %1 to %2 ms")
                       .arg(locale.toString(*srvr->latencyMinMs, 'f', 1), locale.toString(*srvr->latencyMaxMs, 'f', 1));
    }
    return cell;
}

/// A leader tells how many followers it has and how many of them are in step. From 3.6 the whole is that of all who
/// learn from it, observers among them.
Cell followersCell(const MemberView &member)
{
    const QString all = monitored(member, {"zk_followers", "zk_learners"});
    const QString followers = monitored(member, {"zk_synced_followers"});
    if (all.isEmpty() || followers.isEmpty()) {
        return textCell({});
    }
    const bool countsObservers = monitored(member, {"zk_followers"}).isEmpty();
    const QString observers = countsObservers ? monitored(member, {"zk_synced_observers"}) : QString();
    const int synced = static_cast<int>(followers.toDouble() + observers.toDouble());
    const int lagging = qMax(0, static_cast<int>(all.toDouble()) - synced);
    Cell cell{.text =
                  lagging == 0 ? Text::tr("%1 in step").arg(synced) : Text::tr("%1 of %2 behind").arg(lagging).arg(all),
              .raw = lagging};
    cell.tone = lagging == 0 ? Tone::Plain : Tone::Warning;
    cell.sign = lagging == 0 ? style::Sign::None : style::Sign::Triangle;
    return cell;
}

Cell taskCell(const MemberView &member)
{
    Cell cell = textCell(member.task.word);
    if (!member.taskError.isEmpty()) {
        cell.tone = Tone::Bad;
        cell.sign = style::Sign::Cross;
        cell.tip = member.taskError;
    }
    return cell;
}

std::optional<qint64> outstanding(const MemberView &member)
{
    return srvrOf(member) ? srvrOf(member)->outstanding : std::nullopt;
}

std::optional<qint64> connections(const MemberView &member)
{
    return srvrOf(member) ? srvrOf(member)->connections : std::nullopt;
}

std::optional<double> latency(const MemberView &member)
{
    return srvrOf(member) ? srvrOf(member)->latencyAverageMs : std::nullopt;
}

/// A number in hexadecimal, which text does not order: 0x10000000a comes after 0x100000009.
std::optional<qulonglong> zxid(const MemberView &member)
{
    bool isNumber = false;
    const qulonglong number = srvrOf(member) ? srvrOf(member)->zxid.toULongLong(&isNumber, 0) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

QString marginWords(const zookeeper::Verdict &verdict)
{
    switch (verdict.state) {
    case EnsembleState::NoQuorum:
        return Text::tr("no quorum: %1 are needed").arg(verdict.quorum);
    case EnsembleState::NoMargin:
        return Text::tr("none may be lost");
    case EnsembleState::Unknown:
        return Text::tr("the quorum is not known");
    case EnsembleState::Serving:
    case EnsembleState::Degraded:
        break;
    }
    return verdict.margin > 0 ? Text::tr("%1 may be lost").arg(verdict.margin) : Text::tr("none may be lost");
}

Tone toneOf(EnsembleState state)
{
    switch (state) {
    case EnsembleState::Serving:
        return Tone::Ok;
    case EnsembleState::Degraded:
    case EnsembleState::NoMargin:
        return Tone::Warning;
    case EnsembleState::NoQuorum:
        return Tone::Bad;
    case EnsembleState::Unknown:
        break;
    }
    return Tone::Unknown;
}

} // namespace

QuorumLine quorumLine(const watch::Picture &picture, Instant now)
{
    const zookeeper::Verdict &verdict = picture.snapshot->verdict;
    if (!picture.snapshot->ensemble) {
        return {Tone::Unknown, Text::tr("No member has answered yet")};
    }
    const QString leads = verdict.leader.isEmpty() ? Text::tr("none leads") : Text::tr("%1 leads").arg(verdict.leader);
    const QString words = Text::tr("%1 of %2 members serve, %3, %4")
                              .arg(verdict.serving)
                              .arg(verdict.voters)
                              .arg(marginWords(verdict), leads);
    const cluster::SourceAge &age = picture.freshness.ensemble;
    return models::isOld(age, now) ? QuorumLine{Tone::Unknown, Text::tr("%1, as of %2").arg(words, map::timeOf(age))}
                                   : QuorumLine{toneOf(verdict.state), words};
}

std::vector<MemberRow> MemberTable::rowsNow() const
{
    const bool old = models::isOld(picture().freshness.ensemble, now());
    std::vector<MemberRow> rows;
    for (const cluster::NodeView &node : picture().snapshot->nodes) {
        for (const MemberView &member : node.members) {
            rows.push_back({subjectOf(member).key, member, node.name, old});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const MemberRow &a, const MemberRow &b) {
        const int order = naturalOrder(a.view.name, b.view.name);
        return order != 0 ? order < 0 : a.key < b.key;
    });
    // While one swarm task of a member makes way for another, both may be there.
    const auto twins =
        std::unique(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.key == b.key; });
    rows.erase(twins, rows.end());
    return rows;
}

const std::vector<Column> &MemberTable::columns() const
{
    static const std::vector<Column> columns{
        {QStringLiteral("name"), tr("Member")},
        {QStringLiteral("node"), tr("Node")},
        {QStringLiteral("mode"), tr("Mode")},
        {QStringLiteral("average_latency_ms"), tr("Latency"), tr("Average time to answer a request"), true},
        {QStringLiteral("outstanding"), tr("Outstanding"), tr("Requests that wait in the member"), true},
        {QStringLiteral("zxid"), tr("zxid"), tr("The last change that the member knows"), true},
        {QStringLiteral("connections"), tr("Connections"), {}, true},
        {QStringLiteral("followers_behind"), tr("Followers"), tr("What the leader says of the others")},
        {QStringLiteral("version"), tr("Version")},
        {QStringLiteral("swarm_task"), tr("Swarm task"), {}, false, false},
        {QStringLiteral("answered"), tr("Age"), tr("Since the members last answered"), true},
    };
    return columns;
}

Cell MemberTable::cell(const MemberRow &row, int column) const
{
    const zookeeper::Srvr *srvr = srvrOf(row.view);
    switch (column) {
    case Name:
        return textCell(row.view.name);
    case Node:
        return textCell(row.nodeName);
    case Mode:
        return modeCell(row);
    case Latency:
        return latencyCell(row.view);
    case Outstanding:
        return numberCell(outstanding(row.view));
    case Zxid:
        return textCell(srvr ? srvr->zxid : QString());
    case Connections:
        return numberCell(connections(row.view));
    case Followers:
        return followersCell(row.view);
    case Version: {
        Cell cell = textCell(srvr ? srvr->version : QString());
        cell.tip = cell.text;
        cell.text = cell.text.section(u'-', 0, 0).section(u',', 0, 0);
        return cell;
    }
    case SwarmTask:
        return taskCell(row.view);
    case Age:
        return ageCell(picture().freshness.ensemble, row.old, now());
    default:
        return {};
    }
}

int MemberTable::rowOrder(const MemberRow &left, const MemberRow &right, int column) const
{
    switch (column) {
    case Latency:
        return optionalOrder(latency(left.view), latency(right.view));
    case Outstanding:
        return optionalOrder(outstanding(left.view), outstanding(right.view));
    case Zxid:
        return optionalOrder(zxid(left.view), zxid(right.view));
    case Connections:
        return optionalOrder(connections(left.view), connections(right.view));
    default:
        return naturalOrder(cell(left, column).text, cell(right, column).text);
    }
}

bool MemberTable::rowMatches(const MemberRow &row, const QStringList &words) const
{
    return containsAll(
        words, {row.view.name, row.nodeName, cell(row, Mode).text, cell(row, Version).text, row.view.task.word});
}

cluster::Subject MemberTable::subjectAt(const QModelIndex &index) const
{
    return {cluster::SubjectKind::Member, row(index.row()).key, {}};
}

QModelIndex MemberTable::indexOf(const cluster::Subject &subject) const
{
    const int at = subject.kind == cluster::SubjectKind::Member ? rowOf(subject.key) : -1;
    return at < 0 ? QModelIndex() : index(at, 0);
}

bool MemberTable::isOldAt(const QModelIndex &index) const
{
    return row(index.row()).old;
}

} // namespace stormdeck::tables
