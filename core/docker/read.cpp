// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/read.h"

#include "docker/version.h"

#include <limits>

namespace stormdeck::docker {

namespace {
template <typename Number>
Number inRange(const std::optional<qint64> &value)
{
    return value && std::in_range<Number>(*value) ? static_cast<Number>(*value) : Number{};
}

/// Milliseconds of ".123456789"; cut, not rounded, so that no moment lies in the future of its engine.
int milliseconds(QStringView fraction)
{
    int result = 0;
    for (qsizetype i = 0; i < 3; ++i) {
        result = result * 10 + (i < fraction.size() ? fraction.at(i).digitValue() : 0);
    }
    return std::max(result, 0);
}
} // namespace

void read(Json value, QString &target)
{
    target = value.text();
}

void read(Json value, bool &target)
{
    target = value.flag();
}

void read(Json value, int &target)
{
    target = inRange<int>(value.integer());
}

void read(Json value, quint16 &target)
{
    target = inRange<quint16>(value.integer());
}

void read(Json value, qint64 &target)
{
    target = value.integer().value_or(0);
}

void read(Json value, quint64 &target)
{
    target = inRange<quint64>(value.integer());
}

void read(Json value, QDateTime &target)
{
    if (const auto seconds = value.integer()) {
        target = *seconds > 0 ? QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC) : QDateTime();
    } else {
        target = parseTime(value.text());
    }
}

void read(Json value, QStringList &target)
{
    target.clear();
    value.elements([&](Json element) { target.append(element.text()); });
}

void read(Json value, Labels &target)
{
    target.clear();
    value.members([&](std::string_view key, Json text) { target.insert(value.shared(key), text.text()); });
}

void read(Json value, ApiVersion &target)
{
    target = parseApiVersion(value.text()).value_or(ApiVersion{});
}

void read(Json value, std::optional<int> &target)
{
    const auto integer = value.integer();
    target = integer && std::in_range<int>(*integer) ? std::optional<int>(static_cast<int>(*integer)) : std::nullopt;
}

void readVersion(Json value, quint64 &target)
{
    readMembers(value, Member{"Index", target});
}

namespace {
/// 2026-11-25T10:37:40.123456789Z, as engines write nearly all; invalid where it is written otherwise.
QDateTime parseUsualTime(QStringView text)
{
    const auto number = [text](qsizetype at, qsizetype size) {
        int result = 0;
        for (const QChar digit : text.mid(at, size)) {
            result = digit.isDigit() && result >= 0 ? result * 10 + digit.digitValue() : -1;
        }
        return result;
    };
    const bool isUsual = text.size() >= 20 && text.at(10) == u'T' && text.back() == u'Z' &&
                         (text.size() == 20 || text.at(19) == u'.') && text.at(4) == u'-' && text.at(7) == u'-' &&
                         text.at(13) == u':' && text.at(16) == u':';
    if (!isUsual) {
        return {};
    }
    const QStringView fraction = text.size() > 20 ? text.mid(20, text.size() - 21) : QStringView();
    return {QDate(number(0, 4), number(5, 2), number(8, 2)),
            QTime(number(11, 2), number(14, 2), number(17, 2), milliseconds(fraction)), Qt::UTC};
}
} // namespace

QDateTime parseTime(const QString &text)
{
    if (const QDateTime usual = parseUsualTime(text); usual.isValid() && usual.date().year() >= 1970) {
        return usual;
    }
    constexpr qsizetype wholeSeconds = 19; // 2026-11-25T10:37:40
    qsizetype zone = wholeSeconds;
    if (zone < text.size() && text.at(zone) == u'.') {
        for (++zone; zone < text.size() && text.at(zone).isDigit(); ++zone) {
        }
    }
    const QDateTime time = QDateTime::fromString(text.left(wholeSeconds) + text.mid(zone), Qt::ISODate).toUTC();
    if (!time.isValid() || time.date().year() < 1970) {
        return {};
    }
    return zone > wholeSeconds ? time.addMSecs(milliseconds(QStringView(text).mid(wholeSeconds + 1, zone - 20))) : time;
}

} // namespace stormdeck::docker
