// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/linesplitter.h"

#include <algorithm>
#include <chrono>

namespace stormdeck::logs {

namespace {
constexpr qsizetype whereLevelsStand = 160;
constexpr qsizetype dateLength = 10;   // 2026-11-25
constexpr qsizetype secondLength = 19; // 2026-11-25 14:02:11
constexpr qsizetype longestStamp = 36; // 2026-11-25T14:02:11.123456789+00:00 and a space

/// The number that so many digits are; -1 where they are not.
int numberAt(const QByteArray &text, qsizetype at, int digits)
{
    int number = 0;
    for (const qsizetype end = at + digits; at < end; ++at) {
        const char digit = at < text.size() ? text[at] : ' ';
        if (digit < '0' || digit > '9') {
            return -1;
        }
        number = number * 10 + (digit - '0');
    }
    return number;
}

/// Milliseconds of as many digits as there are.
int fractionAt(const QByteArray &text, qsizetype at)
{
    int fraction = 0;
    for (int i = 0; i < 3; ++i) {
        fraction = fraction * 10 + std::max(numberAt(text, at + i, 1), 0);
    }
    return fraction;
}

/// "2026-11-25T14:02:11.123456789Z", "2026-11-25 14:02:11,123"; 0 where it is no time. By hand, as there may be
/// 50,000 a second.
qint64 timeOf(const QByteArray &text)
{
    using namespace std::chrono;
    const year_month_day date{year(numberAt(text, 0, 4)), month(unsigned(numberAt(text, 5, 2))),
                              day(unsigned(numberAt(text, 8, 2)))};
    const int hour = numberAt(text, 11, 2);
    const int minute = numberAt(text, 14, 2);
    const int second = numberAt(text, 17, 2);
    if (!date.ok() || hour < 0 || minute < 0 || second < 0) {
        return 0;
    }
    const auto moment = sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
    return duration_cast<milliseconds>(moment.time_since_epoch()).count() + fractionAt(text, secondLength + 1);
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
        takeLine(m_rest + piece.mid(from, end - from), sink);
        m_rest.clear();
        from = end + 1;
    }
    m_rest += piece.mid(from);
    if (m_rest.size() > longestLine + longestStamp) {
        takeParts(m_rest, sink);
    }
}

void LineSplitter::finish(const Sink &sink)
{
    if (!m_rest.isEmpty()) {
        takeLine(std::exchange(m_rest, {}), sink);
    }
}

void LineSplitter::takeLine(QByteArray line, const Sink &sink)
{
    if (line.endsWith('\r')) {
        line.chop(1);
    }
    takeParts(line, sink);
    cutTime(line);
    put(std::move(line), false, sink);
}

/// Leaves what is shorter than a part. An engine that cuts long lines itself does so at the same length, and puts the
/// time in front of each part.
void LineSplitter::takeParts(QByteArray &line, const Sink &sink)
{
    while (line.size() > longestLine) {
        QByteArray part = line.left(longestLine + longestStamp);
        const qsizetype before = part.size();
        cutTime(part);
        const qsizetype stamp = before - part.size();
        if (line.size() - stamp <= longestLine) {
            return;
        }
        line.remove(0, stamp + longestLine);
        put(part.left(longestLine), true, sink);
    }
}

void LineSplitter::put(QByteArray text, bool goesOn, const Sink &sink)
{
    const bool isPart = std::exchange(m_isInside, goesOn);
    const bool isContinued =
        isPart || text.startsWith('\t') || text.startsWith("    ") || text.startsWith("Caused by:");
    m_level = isContinued ? m_level : levelOf(text);
    sink({.time = m_time,
          .source = m_source,
          .level = m_level,
          .goesOn = goesOn,
          .isPart = isPart,
          .text = std::move(text)});
}

void LineSplitter::cutTime(QByteArray &line)
{
    const bool isEngines = m_stamp == Stamp::Engine;
    if (!beginsWithDate(line) || (isEngines ? line[dateLength] != 'T' : m_isInside)) {
        return;
    }
    const qint64 time = timeOf(line);
    m_time = time > 0 ? time : m_time;
    if (isEngines) {
        const qsizetype end = line.indexOf(' ');
        line = end < 0 ? QByteArray() : line.mid(end + 1);
    }
}

} // namespace stormdeck::logs
