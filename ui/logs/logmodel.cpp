// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logmodel.h"

#include "logs/showntext.h"
#include "style/tokens.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QGuiApplication>

#include <algorithm>

namespace stormdeck::ui {

using logs::Level;
using logs::LogLine;

namespace {
QString timeText(qint64 time, const QString &format)
{
    return time > 0 ? QDateTime::fromMSecsSinceEpoch(time).toString(format) : QString();
}

/// For the search; the rest of a frame is for those who look at it.
constexpr std::chrono::milliseconds slice{4};

const QString savedTime = QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz");

/// With a mark where a line that is too long was cut.
QString markedText(const LogLine &line)
{
    const QString text = shownText(line.text);
    const QString before = line.isPart ? LogModel::tr("… ", "before the rest of a line that is too long") : QString();
    return before + text + (line.goesOn ? LogModel::tr(" … (goes on in the next line)") : QString());
}

QVariant colourOf(Level level)
{
    const style::Tokens &tokens = style::tokens(QGuiApplication::palette());
    switch (level) {
    case Level::Error:
        return tokens.bad;
    case Level::Warning:
        return tokens.warning;
    case Level::Debug:
        return tokens.faint;
    case Level::Info:
    case Level::Unknown:
        break;
    }
    return {};
}
} // namespace

QByteArray savedLine(const LogLine &line, const QString &source)
{
    return QStringLiteral("%1  %2  ").arg(timeText(line.time, savedTime), source).toUtf8() + line.text + '\n';
}

QString shownLine(const LogLine &line, const QString &source)
{
    return QStringLiteral("%1  %2  %3").arg(timeText(line.time, savedTime), source, markedText(line));
}

LogModel::LogModel(QStringList sources, QObject *parent) : QAbstractTableModel(parent), m_sources(std::move(sources))
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, [this] {
        look();
        Q_EMIT searched();
    });
}

void LogModel::append(std::vector<LogLine> lines)
{
    for (LogLine &line : lines) {
        m_bytes += line.text.size();
        m_lines.push_back(std::move(line));
    }
    dropOldest();
    if (!m_slices.isActive()) { // else they have their turn
        look();
    }
}

void LogModel::look()
{
    const QDeadlineTimer end(slice);
    std::vector<quint64> shown;
    bool isInTime = true;
    for (; isInTime && isSearching(); ++m_next) {
        const LogLine &line = m_lines[size_t(m_next - m_first)];
        if (passes(line)) {
            shown.push_back(m_next);
            m_widest = std::max(m_widest, int(line.text.size()));
        }
        isInTime = m_filter.text.isEmpty() || !end.hasExpired(); // without a text it is quick
    }
    isSearching() ? m_slices.start() : m_slices.stop();
    if (!shown.empty()) {
        const int from = int(m_shown.size());
        beginInsertRows({}, from, from + int(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.begin(), shown.end());
        endInsertRows();
    }
}

void LogModel::dropOldest()
{
    const quint64 before = m_first;
    while (m_lines.size() > mostLines || (m_bytes > mostBytes && m_lines.size() > 1)) {
        m_bytes -= m_lines.front().text.size();
        m_lines.pop_front();
        ++m_first;
    }
    if (m_first == before) {
        return;
    }
    m_next = std::max(m_next, m_first);
    const auto end = std::lower_bound(m_shown.begin(), m_shown.end(), m_first);
    if (const int gone = int(end - m_shown.begin()); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_shown.erase(m_shown.begin(), end);
        endRemoveRows();
    }
}

bool LogModel::passes(const LogLine &line) const
{
    if (line.isGap) {
        return true;
    }
    if (m_filter.least >= Level::Warning && line.level < m_filter.least) {
        return false;
    }
    return m_filter.text.isEmpty() || shownText(line.text).contains(m_filter.text, Qt::CaseInsensitive);
}

void LogModel::setFilter(const LogFilter &filter)
{
    const LogFilter wanted{filter.least, filter.text.toCaseFolded()};
    if (wanted == m_filter) {
        return;
    }
    beginResetModel();
    m_filter = wanted;
    m_shown.clear();
    m_widest = 0;
    m_next = m_first;
    endResetModel();
    look();
}

void LogModel::clear()
{
    beginResetModel();
    m_first += m_lines.size();
    m_clearedTo = m_first;
    m_next = m_first;
    m_lines.clear();
    m_shown.clear();
    m_bytes = 0;
    m_widest = 0;
    endResetModel();
}

const LogLine &LogModel::line(int row) const
{
    return m_lines[size_t(m_shown[size_t(row)] - m_first)];
}

int LogModel::longestSource() const
{
    qsizetype longest = 0;
    for (const QString &name : m_sources) {
        longest = std::max(longest, name.size());
    }
    return int(longest);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    const LogLine &one = line(index.row());
    if (role == Qt::ForegroundRole) {
        return index.column() == Text ? colourOf(one.level) : QVariant(style::tokens(QGuiApplication::palette()).dim);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return timeText(one.time, QStringLiteral("HH:mm:ss.zzz"));
    case Source:
        return m_sources.value(one.source);
    default:
        return markedText(one);
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Time ? tr("Time") : section == Source ? tr("Source") : tr("Line");
}

} // namespace stormdeck::ui
