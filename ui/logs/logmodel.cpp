// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logmodel.h"

#include "logs/showntext.h"
#include "style/tokens.h"

#include <QDateTime>
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

LogModel::LogModel(QStringList sources, QObject *parent) : QAbstractTableModel(parent), m_sources(std::move(sources)) {}

void LogModel::append(std::vector<LogLine> lines)
{
    std::vector<quint64> shown;
    for (LogLine &line : lines) {
        if (passes(line)) {
            shown.push_back(m_first + m_lines.size());
            m_widest = std::max(m_widest, int(line.text.size()));
        }
        m_bytes += line.text.size();
        m_lines.push_back(std::move(line));
    }
    if (!shown.empty()) {
        const int from = int(m_shown.size());
        beginInsertRows({}, from, from + int(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    dropOldest();
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
    if (m_filter.text.isEmpty()) {
        return true;
    }
    const QByteArray text = needsCare(line.text) ? shownText(line.text).toUtf8() : line.text;
    return text.toLower().contains(m_filter.text);
}

void LogModel::setFilter(const LogFilter &filter)
{
    const LogFilter wanted{filter.least, filter.text.toLower()};
    if (wanted == m_filter) {
        return;
    }
    beginResetModel();
    m_filter = wanted;
    m_shown.clear();
    m_widest = 0;
    for (size_t i = 0; i < m_lines.size(); ++i) {
        if (passes(m_lines[i])) {
            m_shown.push_back(m_first + i);
            m_widest = std::max(m_widest, int(m_lines[i].text.size()));
        }
    }
    endResetModel();
}

void LogModel::clear()
{
    beginResetModel();
    m_first += m_lines.size();
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

QString LogModel::plainText(int row) const
{
    const LogLine &one = line(row);
    return QStringLiteral("%1  %2  %3")
        .arg(timeText(one.time, savedTime), m_sources.value(one.source), markedText(one));
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
