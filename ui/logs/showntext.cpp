// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/showntext.h"

#include <algorithm>

namespace stormdeck::ui {

namespace {
constexpr char16_t escape = 0x1b;
constexpr char16_t bell = 0x07;
constexpr char16_t lastControl = 0x1f;
constexpr char16_t deleted = 0x7f;
constexpr char16_t lastOfSecondControls = 0x9f;
constexpr char16_t pictures = 0x2400;
constexpr char16_t pictureOfDeleted = 0x2421;

bool isBetween(QChar character, char16_t first, char16_t last)
{
    return character.unicode() >= first && character.unicode() <= last;
}

/// After "ESC [": parameters, then one character that ends it. -1: no such end.
qsizetype endOfControl(const QString &text, qsizetype at)
{
    while (at < text.size() && isBetween(text[at], 0x20, 0x3f)) {
        ++at;
    }
    return at < text.size() && isBetween(text[at], 0x40, 0x7e) ? at + 1 : -1;
}

/// After "ESC ]" and its like: up to a bell or "ESC \". -1: no such end.
qsizetype endOfString(const QString &text, qsizetype at)
{
    for (; at < text.size(); ++at) {
        if (text[at] == bell) {
            return at + 1;
        }
        if (text[at] == escape && at + 1 < text.size() && text[at + 1] == u'\\') {
            return at + 2;
        }
    }
    return -1;
}

/// Where the sequence that begins with the escape at `at` ends; -1 where it is none.
qsizetype endOfSequence(const QString &text, qsizetype at)
{
    if (at + 1 >= text.size()) {
        return -1;
    }
    const QChar kind = text[at + 1];
    if (kind == u'[') {
        return endOfControl(text, at + 2);
    }
    if (kind == u']' || kind == u'P' || kind == u'X' || kind == u'^' || kind == u'_') {
        return endOfString(text, at + 2);
    }
    qsizetype end = at + 1;
    while (end < text.size() && isBetween(text[end], 0x20, 0x2f)) {
        ++end;
    }
    return end < text.size() && isBetween(text[end], 0x30, 0x7e) ? end + 1 : -1;
}

bool endsLinesOrTurnsText(QChar character)
{
    return isBetween(character, 0x2028, 0x202e) || isBetween(character, 0x2066, 0x2069) ||
           isBetween(character, 0x200e, 0x200f) || character == QChar(0x061c);
}

QChar visible(QChar character)
{
    if (character <= QChar(lastControl) && character != u'\t') {
        return QChar(char16_t(pictures + character.unicode()));
    }
    if (character == QChar(deleted)) {
        return QChar(pictureOfDeleted);
    }
    const bool isHidden = isBetween(character, deleted, lastOfSecondControls) || endsLinesOrTurnsText(character);
    return isHidden ? QChar(QChar::ReplacementCharacter) : character;
}
} // namespace

bool needsCare(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char byte) {
        return (static_cast<quint8>(byte) < 0x20 && byte != '\t') || static_cast<quint8>(byte) >= deleted;
    });
}

QString shownText(const QByteArray &text)
{
    if (!needsCare(text)) {
        return QString::fromLatin1(text);
    }
    const QString all = QString::fromUtf8(text);
    QString shown;
    shown.reserve(all.size());
    for (qsizetype at = 0; at < all.size();) {
        const qsizetype end = all[at] == escape ? endOfSequence(all, at) : -1;
        if (end < 0) {
            shown += visible(all[at]);
        }
        at = end < 0 ? at + 1 : end;
    }
    return shown;
}

} // namespace stormdeck::ui
