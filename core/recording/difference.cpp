// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/difference.h"

#include <QByteArrayView>
#include <QHash>

#include <algorithm>
#include <numeric>
#include <utility>

namespace stormdeck::recording {

namespace {
/// Shorter stretches are not looked for: naming their place takes as much as they do.
constexpr qsizetype shortest = 24;

bool isEnd(char one)
{
    return one == ',' || one == '\n';
}

/// From `from` on, its end included.
QByteArrayView stretchAt(QByteArrayView text, qsizetype from)
{
    const auto *end = std::find_if(text.begin() + from, text.end(), isEnd);
    return text.sliced(from, std::min(text.size(), qsizetype(end - text.begin()) + 1) - from);
}

/// How much both have in common from the start on, in whole stretches.
qsizetype commonStart(QByteArrayView a, QByteArrayView b)
{
    const qsizetype common = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    qsizetype end = common;
    while (end > 0 && !isEnd(a[end - 1])) {
        --end;
    }
    return common == a.size() && common == b.size() ? common : end;
}

/// The same from the end on.
qsizetype commonEnd(QByteArrayView a, QByteArrayView b)
{
    const qsizetype most = std::min(a.size(), b.size());
    qsizetype common = 0;
    while (common < most && a[a.size() - 1 - common] == b[b.size() - 1 - common]) {
        ++common;
    }
    while (common > 0 && common < a.size() && !isEnd(a[a.size() - common - 1])) {
        --common;
    }
    return common;
}

/// Where the stretches of a text lie.
class Places
{
public:
    Places(QByteArrayView text, qsizetype from, qsizetype to) : m_text(text)
    {
        for (qsizetype at = from; at < to;) {
            const QByteArrayView stretch = stretchAt(text.first(to), at);
            if (stretch.size() >= shortest) {
                m_places.insert(stretch, at);
            }
            at += stretch.size();
        }
    }

    /// Where that stretch lies: at `wanted` if it does; -1: nowhere.
    [[nodiscard]] qsizetype of(QByteArrayView stretch, qsizetype wanted) const
    {
        const bool isAsWanted =
            wanted >= 0 && wanted + stretch.size() <= m_text.size() && m_text.sliced(wanted, stretch.size()) == stretch;
        return isAsWanted ? wanted : m_places.value(stretch, -1);
    }

private:
    QByteArrayView m_text;
    QHash<QByteArrayView, qsizetype> m_places;
};

/// A stretch of the text before, with which the last piece goes on where it ends there.
void addOld(Difference &difference, qsizetype offset, qsizetype length)
{
    Piece *last = difference.empty() ? nullptr : &difference.back();
    if (length > 0 && last && last->text.isEmpty() && last->offset + last->length == offset) {
        last->length += length;
    } else if (length > 0) {
        difference.push_back({.offset = offset, .length = length, .text = {}});
    }
}

/// Puts a difference together, stretch by stretch.
class Writing
{
public:
    explicit Writing(QByteArrayView before) : m_before(before) {}

    void addOld(qsizetype offset, qsizetype length)
    {
        recording::addOld(m_made, offset, length);
        m_next = offset + length;
    }

    /// In place of the stretch that the text before has next, as far as can be known.
    void addNew(QByteArrayView text)
    {
        QByteArray whole;
        if (!m_made.empty() && m_made.back().text.isEmpty() && m_made.back().length < shortest) {
            whole = m_before.sliced(m_made.back().offset, m_made.back().length).toByteArray();
            m_made.pop_back();
        }
        if (m_made.empty() || m_made.back().text.isEmpty()) {
            m_made.push_back({});
        }
        whole.append(text.data(), text.size());
        m_made.back().text += whole;
        m_next += m_next < m_before.size() ? stretchAt(m_before, m_next).size() : 0;
    }

    /// Where the text before goes on.
    [[nodiscard]] qsizetype next() const { return m_next; }
    [[nodiscard]] Difference made() && { return std::move(m_made); }

private:
    QByteArrayView m_before;
    Difference m_made;
    qsizetype m_next = 0;
};

/// The first of the blocks that are not as they were at the same distance from one of both ends, and the one after the
/// last. One that is as it was is among them on each side, so that what is new begins and ends with a stretch.
std::pair<size_t, size_t> differingBlocks(const Packed &before, QByteArrayView now)
{
    const auto isAt = [&](size_t block, qsizetype at) {
        const qsizetype size = before.offsetOf(block + 1) - before.offsetOf(block);
        return at >= 0 && at <= now.size() - size && before.text(block, block + 1) == now.sliced(at, size);
    };
    size_t first = 0;
    while (first < before.blockCount() && isAt(first, before.offsetOf(first))) {
        ++first;
    }
    const qsizetype grown = now.size() - before.size();
    const auto isAtTheEnd = [&](size_t block) {
        const qsizetype at = before.offsetOf(block) + grown;
        return at >= before.offsetOf(first) && isAt(block, at);
    };
    size_t end = before.blockCount();
    while (end > first && isAtTheEnd(end - 1)) {
        --end;
    }
    return {first - (first > 0 ? 1 : 0), end + (end < before.blockCount() ? 1 : 0)};
}
} // namespace

Difference differenceOf(const QByteArray &before, const QByteArray &now)
{
    const QByteArrayView was(before);
    const QByteArrayView is(now);
    const qsizetype start = commonStart(was, is);
    const qsizetype end = commonEnd(was.sliced(start), is.sliced(start));
    Writing difference(was);
    difference.addOld(0, start);
    const Places places(was, start, was.size() - end);
    const QByteArrayView middle = is.first(is.size() - end);
    for (qsizetype at = start; at < middle.size();) {
        const QByteArrayView stretch = stretchAt(middle, at);
        const qsizetype place = places.of(stretch, difference.next());
        place < 0 ? difference.addNew(stretch) : difference.addOld(place, stretch.size());
        at += stretch.size();
    }
    difference.addOld(was.size() - end, end);
    return std::move(difference).made();
}

Difference differenceOf(const Packed &before, const QByteArray &now)
{
    const auto [first, end] = differingBlocks(before, now);
    const qsizetype from = before.offsetOf(first);
    const qsizetype to = before.offsetOf(end);
    const qsizetype left = before.size() - to;
    Difference whole;
    addOld(whole, 0, from);
    for (Piece &piece : differenceOf(before.text(first, end), now.sliced(from, now.size() - left - from))) {
        if (piece.text.isEmpty()) {
            addOld(whole, from + piece.offset, piece.length);
        } else {
            whole.push_back(std::move(piece));
        }
    }
    addOld(whole, to, left);
    return whole;
}

qint64 sizeOf(const Difference &difference)
{
    return std::accumulate(difference.begin(), difference.end(), qint64(0), [](qint64 sum, const Piece &piece) {
        return sum + (piece.text.isEmpty() ? piece.length : piece.text.size());
    });
}

qint64 weightOf(const Difference &difference)
{
    return std::accumulate(difference.begin(), difference.end(), qint64(0), [](qint64 sum, const Piece &piece) {
        return sum + qint64(sizeof(Piece)) + piece.text.size();
    });
}

bool fits(const Difference &difference, qint64 size)
{
    return std::all_of(difference.begin(), difference.end(), [size](const Piece &piece) {
        const bool isWithin =
            piece.offset >= 0 && piece.length > 0 && piece.offset <= size && piece.length <= size - piece.offset;
        return !piece.text.isEmpty() || isWithin;
    });
}

QByteArray applied(const QByteArray &before, const Difference &difference)
{
    QByteArray made;
    made.reserve(sizeOf(difference));
    for (const Piece &piece : difference) {
        const QByteArrayView stretch =
            piece.text.isEmpty() ? QByteArrayView(before).sliced(piece.offset, piece.length) : piece.text;
        made.append(stretch.data(), stretch.size());
    }
    return made;
}

} // namespace stormdeck::recording
