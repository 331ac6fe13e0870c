// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/rowtable.h"

namespace stormdeck::tables {

/// A table whose rows all come from one source, and are current or not together. GUI thread.
template <typename Row>
class AgedTable : public RowTable<Row>
{
public:
    using RowTable<Row>::RowTable;

    /// The facts are not current: drawn grey.
    void setOld(bool old)
    {
        if (old == m_old) {
            return;
        }
        m_old = old;
        if (this->rowCount() > 0) {
            Q_EMIT this->dataChanged(this->index(0, 0), this->index(this->rowCount() - 1, this->columnCount() - 1));
        }
    }
    [[nodiscard]] bool isOld() const { return m_old; }
    [[nodiscard]] bool isOldAt(const QModelIndex &) const override { return m_old; }

private:
    bool m_old = false;
};

} // namespace stormdeck::tables
