// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofiles.h"
#include "tables/rowtable.h"

namespace stormdeck::ui {

/// A saved connection as its row shows it.
struct ProfileRow
{
    QString key; ///< name of the saved profile
    Result<settings::Profile> profile;
    bool inUse = false; ///< by this window
    bool operator==(const ProfileRow &) const = default;
};

/// The saved connections, one row each. GUI thread.
class ProfileTable : public tables::RowTable<ProfileRow>
{
    Q_OBJECT

public:
    enum ColumnIndex { Name, Use, Machines, Endpoints, ReadOnly, Production, ColumnCount };
    using RowTable::RowTable;

    /// `current`: name of the one that this window is connected by; empty: none.
    void show(const std::vector<settings::SavedProfile> &profiles, const QString &current);

    [[nodiscard]] const std::vector<tables::Column> &columns() const override;
    /// Empty: a connection is nothing of the cluster.
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &) const override { return {}; }
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &) const override { return {}; }
    [[nodiscard]] bool isOldAt(const QModelIndex &) const override { return false; }

protected:
    [[nodiscard]] tables::Cell cell(const ProfileRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const ProfileRow &left, const ProfileRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const ProfileRow &row, const QStringList &words) const override;
};

} // namespace stormdeck::ui
