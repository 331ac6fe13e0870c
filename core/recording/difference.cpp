// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/difference.h"

#include <QHash>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace stormdeck::recording {

namespace {
/// Shorter stretches are not looked for: naming their place takes as much as they do.
constexpr qsizetype shortest = 24;
/// Bytes that may have come or gone before a place that is looked for.
constexpr qsizetype farthest = 64 * 1024;

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

/// Up to where two texts belong together.
struct Cut
{
    qsizetype before = 0;
    qsizetype now = 0;
};

/// The last place of `before` after which both go on alike, and at which stretches end; none where that is not found
/// near its place in `now`.
std::optional<Cut> cutOf(QByteArrayView before, QByteArrayView now)
{
    constexpr qsizetype alike = 256; // bytes: with an id among them, as a rule
    qsizetype end = before.size() - alike;
    while (end > 0 && !isEnd(before[end - 1])) {
        --end;
    }
    if (end <= 0) {
        return std::nullopt;
    }
    const QByteArrayView mark = before.sliced(end - 1, alike + 1);
    const qsizetype from = std::min(std::max(end - farthest, qsizetype(0)), now.size());
    const QByteArrayView around = now.sliced(from, std::min(now.size() - from, 2 * farthest));
    const qsizetype wanted = std::min(end - 1 - from, around.size());
    const qsizetype above = around.lastIndexOf(mark, wanted);
    const qsizetype below = above == wanted ? -1 : around.indexOf(mark, wanted);
    const bool isAbove = above >= 0 && (below < 0 || wanted - above <= below - wanted); // the nearer one
    const qsizetype place = isAbove ? above : below;
    return place < 0 ? std::nullopt : std::optional(Cut{end, from + place + 1});
}

/// A packed text, a block after the other.
class Unpacking
{
public:
    explicit Unpacking(const Packed &text) : m_text(text) {}

    [[nodiscard]] bool hasMore() const { return m_next < m_text.blockCount(); }
    /// Unpacked and not compared yet.
    [[nodiscard]] QByteArrayView left() const { return m_left; }
    [[nodiscard]] qsizetype compared() const { return m_compared; }

    /// The next block.
    void unpack() { unpackUpTo(m_next + 1); }

    /// Until that much is left, or the text ends.
    void unpackTo(qsizetype size)
    {
        size_t end = m_next;
        while (end < m_text.blockCount() && m_text.offsetOf(end) - m_compared < size) {
            ++end;
        }
        unpackUpTo(end);
    }

    void drop(qsizetype size)
    {
        m_left = m_left.sliced(size);
        m_compared += size;
    }

private:
    void unpackUpTo(size_t end)
    {
        m_left = m_left + m_text.text(m_next, end); // anew: what grows in place keeps room for what it had
        m_next = end;
    }

    const Packed &m_text;
    QByteArray m_left;
    size_t m_next = 0; ///< block
    qsizetype m_compared = 0;
};
} // namespace

Difference differenceOf(QByteArrayView before, QByteArrayView now)
{
    if (before == now) { // as most blocks of a large text are, and this is the quickest way to see it
        Difference difference;
        addOld(difference, 0, before.size());
        return difference;
    }
    const qsizetype start = commonStart(before, now);
    const qsizetype end = commonEnd(before.sliced(start), now.sliced(start));
    Writing difference(before);
    difference.addOld(0, start);
    const Places places(before, start, before.size() - end);
    const QByteArrayView middle = now.first(now.size() - end);
    for (qsizetype at = start; at < middle.size();) {
        const QByteArrayView stretch = stretchAt(middle, at);
        const qsizetype place = places.of(stretch, difference.next());
        place < 0 ? difference.addNew(stretch) : difference.addOld(place, stretch.size());
        at += stretch.size();
    }
    difference.addOld(before.size() - end, end);
    return std::move(difference).made();
}

Difference differenceOf(const Packed &before, const Packed &now)
{
    Difference whole;
    Unpacking old(before);
    Unpacking fresh(now);
    const auto compareUpTo = [&](Cut cut) {
        for (Piece &piece : differenceOf(old.left().first(cut.before), fresh.left().first(cut.now))) {
            piece.text.isEmpty() ? addOld(whole, old.compared() + piece.offset, piece.length)
                                 : whole.push_back(std::move(piece));
        }
        old.drop(cut.before);
        fresh.drop(cut.now);
    };
    while (old.hasMore()) {
        old.unpack();
        fresh.unpackTo(old.left().size() + farthest);
        if (const auto cut = old.hasMore() ? cutOf(old.left(), fresh.left()) : std::nullopt) {
            compareUpTo(*cut);
        }
    }
    fresh.unpackTo(now.size());
    compareUpTo({old.left().size(), fresh.left().size()});
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
