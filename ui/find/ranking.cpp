// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find/ranking.h"

#include <QStringList>

#include <algorithm>

namespace stormdeck::ui {

namespace {

constexpr int worst = static_cast<int>(Match::None);

/// The beginning, after something that is no letter or digit, or where letters and digits meet.
bool startsWord(QStringView text, qsizetype at)
{
    if (at == 0) {
        return true;
    }
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || before.isDigit() != text[at].isDigit();
}

bool isScattered(QStringView text, QStringView word)
{
    constexpr qsizetype telling = 3;
    qsizetype at = 0;
    for (qsizetype i = 0; i < text.size() && at < word.size(); ++i) {
        const bool counts = word.size() >= telling || startsWord(text, i);
        at += counts && text[i].toCaseFolded() == word[at].toCaseFolded() ? 1 : 0;
    }
    return at == word.size();
}

/// The sum over the words, or a negative number where one of them is nowhere.
int costOf(const Findable &one, const QStringList &words)
{
    int cost = 0;
    for (const QString &word : words) {
        const int name = static_cast<int>(matchOf(one.name, word));
        int best = name;
        if (name > static_cast<int>(Match::Inside) && one.context.contains(word, Qt::CaseInsensitive)) {
            best = static_cast<int>(Match::Scattered); // no better than a scattered name
        }
        if (best == worst) {
            return -1;
        }
        cost += best;
    }
    return cost;
}

} // namespace

Match matchOf(QStringView text, QStringView word)
{
    qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at == 0) {
        return text.size() == word.size() ? Match::Exact : Match::Prefix;
    }
    const bool inside = at > 0;
    for (; at > 0; at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (startsWord(text, at)) {
            return Match::WordStart;
        }
    }
    return inside ? Match::Inside : isScattered(text, word) ? Match::Scattered : Match::None;
}

std::vector<size_t> ranked(const std::vector<Findable> &all, const QString &query, size_t most)
{
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<std::pair<int, size_t>> found;
    for (size_t i = 0; i < all.size() && (!words.isEmpty() || found.size() < most); ++i) {
        if (const int cost = costOf(all[i], words); cost >= 0) {
            found.emplace_back(cost, i);
        }
    }
    const size_t count = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end());
    std::vector<size_t> best(count);
    std::transform(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), best.begin(),
                   [](const auto &one) { return one.second; });
    return best;
}

} // namespace stormdeck::ui
