// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <vector>

namespace stormdeck::models {

/// Keys of which none comes twice: one that came before gets a number.
[[nodiscard]] inline std::vector<QString> distinct(std::vector<QString> keys)
{
    QHash<QString, int> seen;
    for (QString &key : keys) {
        if (const int before = seen[key]++; before > 0) {
            key += QStringLiteral("#%1").arg(before);
        }
    }
    return keys;
}

/// The rows below one parent of a model, led from what is shown to what is to be shown with as few changes as can be,
/// each told to the views. A Row is a value with a `key` that no other row here has; where one has, as by answers that
/// make no sense, both are shown all the same. GUI thread.
///
/// Model: friend of this class, with Qt's protected begin… and end… functions.
template <typename Row, typename Model>
class Rows
{
public:
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const Row &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] Row &at(int row) { return m_rows[static_cast<size_t>(row)]; }
    /// -1: there is none. Not while lead() is at work.
    [[nodiscard]] int rowOf(const QString &key) const { return m_index.value(key, -1); }
    /// Without telling anybody: for a model that is being reset.
    void clear()
    {
        m_rows.clear();
        m_index.clear();
    }

    /// The same without telling anybody.
    template <typename Make>
    void fill(const std::vector<QString> &keys, Make make)
    {
        m_rows.clear();
        m_rows.reserve(keys.size());
        for (size_t i = 0; i < keys.size(); ++i) {
            m_rows.push_back(make(i));
        }
        reindex();
    }

    /// Removes, moves and inserts until the rows have these keys in this order; `make(i)` gives the row for keys[i].
    /// How many rows came and went.
    template <typename Make>
    qsizetype lead(Model &model, const QModelIndex &parent, const std::vector<QString> &keys, Make make)
    {
        if (hasKeys(keys)) {
            return 0;
        }
        const qsizetype before = count();
        removeAllBut(QSet<QString>(keys.begin(), keys.end()), model, parent);
        const qsizetype kept = count();
        QSet<QString> present;
        for (const Row &row : m_rows) {
            present.insert(row.key);
        }
        for (size_t i = 0; i < keys.size(); ++i) {
            if (i < m_rows.size() && m_rows[i].key == keys[i]) {
                continue;
            }
            if (const int from = present.contains(keys[i]) ? rowFrom(i, keys[i]) : -1; from >= 0) {
                moveUpTo(i, from, model, parent);
            } else {
                insertAt(i, keys, present, make, model, parent);
            }
        }
        removeFrom(keys.size(), model, parent);
        reindex();
        return (before - kept) + (count() - kept);
    }

    /// Makes rows again, all or those with a key in `only`, and tells of those that differ. keys as in lead().
    template <typename Make>
    void refresh(Model &model, const QModelIndex &parent, const QStringList *only, Make make)
    {
        int first = -1;
        const auto tell = [&](int end) {
            if (first >= 0) {
                const int last = static_cast<const QAbstractItemModel &>(model).columnCount(parent) - 1;
                Q_EMIT model.dataChanged(model.index(first, 0, parent), model.index(end - 1, last, parent));
            }
            first = -1;
        };
        const auto renew = [&](int row) {
            Row fresh = make(static_cast<size_t>(row));
            const bool differs = !(fresh == at(row));
            if (differs) {
                at(row) = std::move(fresh);
                first = first < 0 ? row : first;
            } else {
                tell(row);
            }
        };
        if (only) {
            for (const QString &key : *only) {
                if (const int row = rowOf(key); row >= 0) {
                    renew(row);
                    tell(row + 1);
                }
            }
            return;
        }
        for (int row = 0; row < count(); ++row) {
            renew(row);
        }
        tell(count());
    }

private:
    [[nodiscard]] bool hasKeys(const std::vector<QString> &keys) const
    {
        return std::equal(m_rows.begin(), m_rows.end(), keys.begin(), keys.end(),
                          [](const Row &row, const QString &key) { return row.key == key; });
    }

    void removeAllBut(const QSet<QString> &kept, Model &model, const QModelIndex &parent)
    {
        for (int last = count() - 1; last >= 0; --last) {
            int first = last + 1;
            while (first > 0 && !kept.contains(at(first - 1).key)) {
                --first;
            }
            if (first <= last) {
                model.beginRemoveRows(parent, first, last);
                m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
                model.endRemoveRows();
                last = first;
            }
        }
    }

    /// The first with that key from that row on; -1: there is none, since a key comes twice.
    [[nodiscard]] int rowFrom(size_t first, const QString &key) const
    {
        const auto at = m_rows.begin() + static_cast<std::ptrdiff_t>(first);
        const auto found = std::find_if(at, m_rows.end(), [&](const Row &row) { return row.key == key; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

    void moveUpTo(size_t to, int from, Model &model, const QModelIndex &parent)
    {
        model.beginMoveRows(parent, from, from, parent, static_cast<int>(to));
        const auto first = m_rows.begin();
        std::rotate(first + static_cast<std::ptrdiff_t>(to), first + from, first + from + 1);
        model.endMoveRows();
    }

    /// What is left where a key came twice before.
    void removeFrom(size_t first, Model &model, const QModelIndex &parent)
    {
        if (first < m_rows.size()) {
            model.beginRemoveRows(parent, static_cast<int>(first), count() - 1);
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(first), m_rows.end());
            model.endRemoveRows();
        }
    }

    template <typename Make>
    void insertAt(size_t at, const std::vector<QString> &keys, const QSet<QString> &present, Make make, Model &model,
                  const QModelIndex &parent)
    {
        std::vector<Row> fresh{make(at)};
        for (size_t i = at + 1; i < keys.size() && !present.contains(keys[i]); ++i) {
            fresh.push_back(make(i));
        }
        model.beginInsertRows(parent, static_cast<int>(at), static_cast<int>(at + fresh.size()) - 1);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        model.endInsertRows();
    }

    void reindex()
    {
        m_index.clear();
        m_index.reserve(count());
        for (int row = 0; row < count(); ++row) {
            m_index.insert(at(row).key, row);
        }
    }

    std::vector<Row> m_rows;
    QHash<QString, int> m_index;
};

} // namespace stormdeck::models
