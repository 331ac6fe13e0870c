// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/naturalorder.h"

namespace stormdeck {

namespace {
/// The digits from `at` on; moves `at` behind them.
QStringView takeDigits(QStringView text, qsizetype &at)
{
    const qsizetype start = at;
    while (at < text.size() && text[at].isDigit()) {
        ++at;
    }
    QStringView digits = text.mid(start, at - start);
    while (digits.size() > 1 && digits.front() == u'0') {
        digits = digits.mid(1);
    }
    return digits;
}

/// Two numbers of any length.
int numberOrder(QStringView left, QStringView right)
{
    return left.size() != right.size() ? (left.size() < right.size() ? -1 : 1) : left.compare(right);
}

int letterOrder(QChar left, QChar right)
{
    return left == right ? 0 : left.toCaseFolded().unicode() - right.toCaseFolded().unicode();
}
} // namespace

int naturalOrder(QStringView left, QStringView right)
{
    qsizetype l = 0;
    qsizetype r = 0;
    while (l < left.size() && r < right.size()) {
        const bool numbers = left[l].isDigit() && right[r].isDigit();
        const int order =
            numbers ? numberOrder(takeDigits(left, l), takeDigits(right, r)) : letterOrder(left[l++], right[r++]);
        if (order != 0) {
            return order;
        }
    }
    const qsizetype rest = (left.size() - l) - (right.size() - r);
    return rest != 0 ? (rest < 0 ? -1 : 1) : left.compare(right);
}

} // namespace stormdeck
