// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"
#include "tables/picturetable.h"

namespace stormdeck::tables {

/// A member of the ensemble as its row shows it.
struct MemberRow
{
    QString key; ///< of its subject
    cluster::MemberView view;
    QString nodeName;
    bool old = false; ///< its facts are not current
    bool operator==(const MemberRow &) const = default;
};

/// The members of the ensemble, one row each. Changes row by row. GUI thread.
class MemberTable : public PictureTable<MemberRow>
{
    Q_OBJECT

public:
    enum ColumnIndex {
        Name,
        Node,
        Mode,
        Latency,
        Outstanding,
        Zxid,
        Connections,
        Followers,
        Version,
        SwarmTask,
        Age,
        ColumnCount
    };
    using PictureTable::PictureTable;

    [[nodiscard]] const std::vector<Column> &columns() const override;
    [[nodiscard]] cluster::Subject subjectAt(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexOf(const cluster::Subject &subject) const override;
    [[nodiscard]] bool isOldAt(const QModelIndex &index) const override;

protected:
    [[nodiscard]] std::vector<MemberRow> rowsNow() const override;
    [[nodiscard]] Cell cell(const MemberRow &row, int column) const override;
    [[nodiscard]] int rowOrder(const MemberRow &left, const MemberRow &right, int column) const override;
    [[nodiscard]] bool rowMatches(const MemberRow &row, const QStringList &words) const override;
};

/// The quorum in one sentence: "3 of 3 members serve; 1 may be lost. zk1 leads."
struct QuorumLine
{
    style::Tone tone = style::Tone::Unknown;
    QString words;
};
[[nodiscard]] QuorumLine quorumLine(const watch::Picture &picture, Instant now);

} // namespace stormdeck::tables
