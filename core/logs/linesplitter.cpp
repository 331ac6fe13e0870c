// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/linesplitter.h"

#include <QDateTime>

namespace stormdeck::logs {

namespace {
constexpr qsizetype whereLevelsStand = 160;
constexpr qsizetype secondLength = 19; // 2026-11-25 14:02:11

/// "2026-11-25T14:02:11.123456789Z", "2026-11-25 14:02:11,123": milliseconds, as many digits as there are; 0 where it
/// is no time.
qint64 timeOf(const QByteArray &text)
{
    const QString second = QString::fromLatin1(text.left(secondLength)).replace(u' ', u'T');
    const QDateTime time = QDateTime::fromString(second, Qt::ISODate);
    if (!time.isValid()) {
        return 0;
    }
    qint64 fraction = 0;
    for (qsizetype at = secondLength + 1; at < secondLength + 4; ++at) {
        const char digit = at < text.size() ? text[at] : '0';
        fraction = fraction * 10 + (digit >= '0' && digit <= '9' ? digit - '0' : 0);
    }
    return QDateTime(time.date(), time.time(), Qt::UTC).toMSecsSinceEpoch() + fraction;
}

bool beginsWithDate(const QByteArray &line)
{
    return line.size() >= secondLength && line[4] == '-' && line[7] == '-' && line[13] == ':' && line[16] == ':';
}

struct Word
{
    const char *text;
    Level level;
};
constexpr Word words[] = {{"ERROR", Level::Error},  {"FATAL", Level::Error}, {"SEVERE", Level::Error},
                          {"WARN", Level::Warning}, {"INFO", Level::Info},   {"DEBUG", Level::Debug},
                          {"TRACE", Level::Debug}};
} // namespace

Level levelOf(const QByteArray &line)
{
    const QByteArray head = line.left(whereLevelsStand);
    qsizetype first = head.size();
    Level level = Level::Unknown;
    for (const Word &word : words) {
        const qsizetype at = head.indexOf(word.text);
        if (at >= 0 && at < first) {
            first = at;
            level = word.level;
        }
    }
    return level;
}

void LineSplitter::feed(const QByteArray &piece, const Sink &sink)
{
    qsizetype from = 0;
    for (qsizetype end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
        take(m_rest + piece.mid(from, end - from), sink);
        m_rest.clear();
        from = end + 1;
    }
    m_rest += piece.mid(from);
    if (m_rest.size() > longestLine) {
        take(std::exchange(m_rest, {}), sink);
    }
}

void LineSplitter::finish(const Sink &sink)
{
    if (!m_rest.isEmpty()) {
        take(std::exchange(m_rest, {}), sink);
    }
}

void LineSplitter::take(QByteArray line, const Sink &sink)
{
    if (line.endsWith('\r')) {
        line.chop(1);
    }
    cutTime(line);
    if (line.size() > longestLine) {
        line = line.left(longestLine) + " … (cut)";
    }
    const bool isContinued = line.startsWith('\t') || line.startsWith("    ") || line.startsWith("Caused by:");
    m_level = isContinued ? m_level : levelOf(line);
    sink({.time = m_time, .source = m_source, .level = m_level, .text = std::move(line)});
}

void LineSplitter::cutTime(QByteArray &line)
{
    if (!beginsWithDate(line)) {
        return;
    }
    const qint64 time = timeOf(line);
    m_time = time > 0 ? time : m_time;
    if (m_stamp == Stamp::Engine) {
        const qsizetype end = line.indexOf(' ');
        line = end < 0 ? QByteArray() : line.mid(end + 1);
    }
}

} // namespace stormdeck::logs
