// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/text.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QLocale>
#include <QTextDocument>

namespace stormdeck::style {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

constexpr double usualPixels = 13.0;

QFont scaled(double pixels, QFont::Weight weight)
{
    QFont font = QApplication::font();
    const double base = QFontInfo(font).pixelSize();
    font.setPixelSize(qMax(8, qRound(base * pixels / usualPixels)));
    font.setWeight(weight);
    return font;
}

QString figure(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

constexpr double mib = 1024.0 * 1024.0;
constexpr double gib = mib * 1024.0;

} // namespace

QFont textFont(TextSize size)
{
    switch (size) {
    case TextSize::Body:
        return scaled(13, QFont::Normal);
    case TextSize::Strong:
        return scaled(13, QFont::DemiBold);
    case TextSize::Title:
        return scaled(15, QFont::DemiBold);
    case TextSize::Heading:
        return scaled(19, QFont::DemiBold);
    case TextSize::Small:
        return scaled(12, QFont::Normal);
    case TextSize::Tiny:
        return scaled(11, QFont::Normal);
    case TextSize::Fixed:
        break;
    }
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(scaled(12, QFont::Normal).pixelSize());
    return font;
}

QString plainTip(const QString &text)
{
    // Qt breaks only rich text into lines, and takes text for rich by its own guess: escaped text alone would be shown
    // with its "&quot;".
    constexpr qsizetype longestLine = 100;
    const bool isRich = text.size() > longestLine || text.contains(u'\n') || Qt::mightBeRichText(text);
    return isRich ? QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")))
                  : text;
}

QString duration(std::chrono::seconds time)
{
    const qint64 seconds = qMax<qint64>(0, time.count());
    if (seconds < 60) {
        return Text::tr("%1 s").arg(seconds);
    }
    if (seconds < 3600) {
        return Text::tr("%1 min").arg(seconds / 60);
    }
    if (seconds < 86400) {
        return Text::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
    }
    return Text::tr("%1 d %2 h").arg(seconds / 86400).arg(seconds % 86400 / 3600);
}

QString bytes(qint64 bytes)
{
    const auto value = static_cast<double>(bytes);
    return value < gib ? Text::tr("%1 MiB").arg(figure(value / mib, 0))
                       : Text::tr("%1 GiB").arg(figure(value / gib, 1));
}

QString bytesOf(qint64 part, qint64 whole)
{
    const auto some = static_cast<double>(part);
    const auto all = static_cast<double>(whole);
    if (all < gib) {
        return Text::tr("%1 of %2 MiB").arg(figure(some / mib, 0), figure(all / mib, 0));
    }
    return Text::tr("%1 of %2 GiB").arg(figure(some / gib, 1), figure(all / gib, 1));
}

QString coresOf(qint64 part, qint64 whole)
{
    const double cores = static_cast<double>(whole) / 1e9;
    const int decimals = whole % 1'000'000'000 == 0 ? 0 : 1;
    return Text::tr("%1 of %2").arg(figure(static_cast<double>(part) / 1e9, 1), figure(cores, decimals));
}

QString count(qint64 number)
{
    const auto value = static_cast<double>(number);
    if (number >= 10'000'000) {
        return Text::tr("%1 M").arg(figure(value / 1e6, 1));
    }
    return QLocale().toString(number);
}

} // namespace stormdeck::style
