// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/rowtable.h"
#include "watch/store.h"

namespace stormdeck::tables {

/// A table of few rows over a picture at a moment: all are made and compared at each. GUI thread.
template <typename Row>
class PictureTable : public RowTable<Row>
{
public:
    using RowTable<Row>::RowTable;

    void show(const watch::Picture &picture, Instant now)
    {
        m_picture = picture;
        m_now = now;
        if (!picture.snapshot) {
            return clear();
        }
        renew();
    }
    void tick(Instant now)
    {
        m_now = now;
        if (m_picture.snapshot) {
            renew();
        }
    }
    void clear()
    {
        m_picture = {};
        this->clearRows();
    }

protected:
    /// The rows of picture(), which has a snapshot, at now(), in their order.
    [[nodiscard]] virtual std::vector<Row> rowsNow() const = 0;
    [[nodiscard]] const watch::Picture &picture() const { return m_picture; }
    [[nodiscard]] Instant now() const { return m_now; }

private:
    void renew()
    {
        const std::vector<Row> rows = rowsNow();
        const auto keys = models::keysOf(rows, [](const Row &row) { return row.key; });
        this->showRows(keys, {}, [&](size_t at) { return rows[at]; });
    }

    watch::Picture m_picture;
    Instant m_now{};
};

} // namespace stormdeck::tables
