// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

namespace stormdeck::ui {

/// What of a log is shown.
struct LogFilter
{
    logs::Level least = logs::Level::Unknown; ///< Warning: warnings and errors; Error: errors; else all
    QString text;                             ///< part of the line as it is shown, without case; empty: all
    bool operator==(const LogFilter &) const = default;
};

/// A line of a log as it is saved: its time, its source, and its text with the bytes that were written. Any thread.
[[nodiscard]] QByteArray savedLine(const logs::LogLine &line, const QString &source);

/// A line as it is shown and copied: "2026-11-25 14:02:11.123  nimbus on storm-1  text". Any thread.
[[nodiscard]] QString shownLine(const logs::LogLine &line, const QString &source);

/// The newest lines of a followed log, at most mostLines and mostBytes; older ones are dropped and counted. Shows
/// those that pass the filter, and where lines may be missing. Lines are searched for a text a few milliseconds at a
/// time: what is found comes by and by, in the order of the lines. GUI thread.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Source, Text, ColumnCount };
    static constexpr size_t mostLines = 50'000;
    static constexpr qsizetype mostBytes = 24 * 1024 * 1024;

    explicit LogModel(QStringList sources, QObject *parent = nullptr);

    /// More of them: those there are stay the first.
    void setSources(const QStringList &sources) { m_sources = sources; }
    void append(std::vector<logs::LogLine> lines);
    void setFilter(const LogFilter &filter);
    void clear();
    /// Whether there are lines that were not looked at yet: the rows are not all of them then.
    [[nodiscard]] bool isSearching() const { return m_next < m_first + m_lines.size(); }

    /// Copies of it are cheap: they share its text.
    [[nodiscard]] const logs::LogLine &line(int row) const;
    [[nodiscard]] const QStringList &sources() const { return m_sources; }
    [[nodiscard]] size_t lineCount() const { return m_lines.size(); }
    /// For want of room, since the last clear.
    [[nodiscard]] quint64 dropped() const { return m_first - m_clearedTo; }
    /// Characters of the longest name of a source.
    [[nodiscard]] int longestSource() const;
    /// Characters of the longest text shown since the last clear.
    [[nodiscard]] int widest() const { return m_widest; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Further lines were searched, perhaps the last ones.
    void searched();

private:
    [[nodiscard]] bool passes(const logs::LogLine &line) const;
    void dropOldest();
    /// At the lines that were not looked at yet, for a while.
    void look();

    QStringList m_sources;
    LogFilter m_filter;
    std::deque<logs::LogLine> m_lines;
    quint64 m_first = 0;         ///< number of the oldest line kept
    quint64 m_clearedTo = 0;     ///< number of the first line after the last clear
    quint64 m_next = 0;          ///< of the line to look at next
    std::deque<quint64> m_shown; ///< numbers of the lines that pass
    qsizetype m_bytes = 0;
    int m_widest = 0;
    QTimer m_slices; ///< while it searches
};

} // namespace stormdeck::ui
