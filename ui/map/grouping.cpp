// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/grouping.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <map>

namespace stormdeck::map {

using style::Tone;
using By = Grouping::By;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Grouping)
};

const QString labelPrefix = QStringLiteral("label:");

/// The worst is the greatest.
int rank(Tone tone)
{
    switch (tone) {
    case Tone::Bad:
        return 3;
    case Tone::Warning:
        return 2;
    case Tone::Unknown:
    case Tone::Accent:
        return 1;
    default:
        return 0;
    }
}

bool asksForAttention(Tone tone)
{
    return tone == Tone::Bad || tone == Tone::Warning;
}

QString titleOf(const QString &word, const Grouping &grouping)
{
    if (grouping.by == By::Label) {
        return word.isEmpty() ? Text::tr("Without “%1”").arg(grouping.label)
                              : QStringLiteral("%1 = %2").arg(grouping.label, word);
    }
    return word.isEmpty() ? Text::tr("Not in a swarm") : word;
}

QStringView digitsAt(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text[end].isDigit()) {
        ++end;
    }
    return text.sliced(at, end - at);
}

/// "rack-2" before "rack-10", in every locale.
bool comesBefore(QStringView a, QStringView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const QStringView one = digitsAt(a, i);
        const QStringView other = digitsAt(b, j);
        if (!one.isEmpty() && !other.isEmpty() && one != other) {
            const qulonglong left = one.toULongLong();
            const qulonglong right = other.toULongLong();
            return left != right ? left < right : one.size() < other.size();
        }
        if (a[i] != b[j]) {
            return a[i] < b[j];
        }
        ++i;
        ++j;
    }
    return a.size() - i < b.size() - j;
}

void add(CardGroup &group, const NodeCard &card, int row)
{
    group.rows.push_back(row);
    group.troubled += asksForAttention(card.tone) ? 1 : 0;
    group.tone = rank(card.tone) > rank(group.tone) ? card.tone : group.tone;
}

} // namespace

QString Grouping::id() const
{
    switch (by) {
    case By::State:
        return QStringLiteral("state");
    case By::Role:
        return QStringLiteral("role");
    case By::Availability:
        return QStringLiteral("availability");
    case By::Label:
        return labelPrefix + label;
    case By::Nothing:
        break;
    }
    return QStringLiteral("none");
}

Grouping Grouping::of(const QString &id)
{
    for (const By by : {By::State, By::Role, By::Availability}) {
        if (id == Grouping{by, {}}.id()) {
            return {by, {}};
        }
    }
    const bool isLabel = id.startsWith(labelPrefix) && id.size() > labelPrefix.size();
    return isLabel ? Grouping{By::Label, id.mid(labelPrefix.size())} : Grouping{};
}

QString Grouping::title() const
{
    switch (by) {
    case By::State:
        return Text::tr("By state");
    case By::Role:
        return Text::tr("By role");
    case By::Availability:
        return Text::tr("By availability");
    case By::Label:
        return Text::tr("By label “%1”").arg(label);
    case By::Nothing:
        break;
    }
    return Text::tr("No groups");
}

QString groupWord(const NodeCard &card, const Grouping &grouping)
{
    switch (grouping.by) {
    case By::State:
        return card.state;
    case By::Role:
        return card.role;
    case By::Availability:
        return card.availability;
    case By::Label:
        return card.labels.value(grouping.label);
    case By::Nothing:
        break;
    }
    return {};
}

std::vector<CardGroup> groupsOf(const std::vector<const NodeCard *> &cards, const Grouping &grouping)
{
    std::map<QString, CardGroup> byWord;
    for (size_t row = 0; row < cards.size(); ++row) {
        add(byWord[groupWord(*cards[row], grouping)], *cards[row], static_cast<int>(row));
    }
    std::vector<std::pair<QString, CardGroup>> found(byWord.begin(), byWord.end());
    const bool byState = grouping.by == By::State;
    std::stable_sort(found.begin(), found.end(), [&](const auto &a, const auto &b) {
        if (byState && a.second.tone != b.second.tone) {
            return rank(a.second.tone) > rank(b.second.tone);
        }
        return a.first.isEmpty() != b.first.isEmpty() ? b.first.isEmpty() : comesBefore(a.first, b.first);
    });
    std::vector<CardGroup> groups;
    for (auto &[word, group] : found) {
        group.title = grouping.by == By::Nothing ? QString() : titleOf(word, grouping);
        groups.push_back(std::move(group));
    }
    return groups;
}

QStringList labelsOf(const std::vector<const NodeCard *> &cards)
{
    QSet<QString> names;
    for (const NodeCard *card : cards) {
        for (auto label = card->labels.cbegin(); label != card->labels.cend(); ++label) {
            names.insert(label.key());
        }
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted.first(qMin<qsizetype>(sorted.size(), mostLabels));
}

} // namespace stormdeck::map
