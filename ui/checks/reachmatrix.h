// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/report.h"

#include <QAbstractTableModel>

namespace stormdeck::ui {

/// Who reaches whom: a row a sender, whose name is in the first column, and a column
/// a receiver; of one port, or of all together. GUI thread.
class ReachMatrix : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const preflight::Report &report);
    /// "7946/udp"; empty: all ports together.
    void setPort(const QString &port);
    /// All that were tried, as setPort() takes them, in the order of numbers.
    [[nodiscard]] QStringList ports() const;
    /// The whole as tab separated text.
    [[nodiscard]] QString plainText() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Meeting
    {
        QStringList blocked; ///< ports, with what became of the try
        QStringList unseen;
        int through = 0;
    };
    void gather();
    [[nodiscard]] const Meeting &meetingAt(int from, int to) const;
    [[nodiscard]] QString textOf(const Meeting &meeting) const;
    [[nodiscard]] QVariant nameData(int row, int role) const;

    QStringList m_machines;
    std::vector<preflight::Crossing> m_crossings;
    QString m_port;
    std::vector<Meeting> m_meetings; ///< of the port, all of the first sender, then of the second
};

} // namespace stormdeck::ui
