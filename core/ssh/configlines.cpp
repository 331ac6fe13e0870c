// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/configlines.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshConfig)
};

bool isBlank(QChar sign)
{
    return sign == u' ' || sign == u'\t' || sign == u'\r' || sign == u'\f';
}

/// Goes over the blanks, and over one '=' where it is allowed.
qsizetype afterBlanks(const QString &text, qsizetype at, bool mayBeEquals)
{
    while (at < text.size() && (isBlank(text[at]) || (mayBeEquals && text[at] == u'='))) {
        mayBeEquals = mayBeEquals && text[at] != u'=';
        ++at;
    }
    return at;
}

/// One word; `at` is behind it then, or -1 where its quote does not end.
QString wordAt(const QString &text, qsizetype &at)
{
    QString word;
    QChar quote;
    for (; at < text.size() && (!quote.isNull() || !isBlank(text[at])); ++at) {
        const QChar sign = text[at];
        const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
        if (sign == u'\\' && (next == u'"' || next == u'\'' || next == u'\\')) {
            word += next;
            ++at;
        } else if (quote.isNull() && (sign == u'"' || sign == u'\'')) {
            quote = sign;
        } else if (sign == quote) {
            quote = QChar();
        } else {
            word += sign;
        }
    }
    if (!quote.isNull()) {
        at = -1;
    }
    return word;
}

qsizetype keywordEnd(const QString &text, qsizetype at)
{
    while (at < text.size() && !isBlank(text[at]) && text[at] != u'=') {
        ++at;
    }
    return at;
}
} // namespace

QString ConfigLine::place() const
{
    return Text::tr("%1, line %2").arg(file).arg(number);
}

Error badLine(const ConfigLine &line, const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("read the SSH configuration"),
            .reason = reason,
            .remedy = Text::tr("Correct %1.").arg(line.place()),
            .code = QStringLiteral("ssh.config-unreadable")};
}

Result<ConfigLine> splitLine(const QString &file, int number, const QString &text)
{
    ConfigLine line{file, number, {}, {}};
    auto at = afterBlanks(text, 0, false);
    if (at == text.size() || text[at] == u'#') {
        return line;
    }
    const auto end = keywordEnd(text, at);
    line.keyword = text.mid(at, end - at).toLower();
    for (at = afterBlanks(text, end, true); at < text.size() && text[at] != u'#'; at = afterBlanks(text, at, false)) {
        line.words << wordAt(text, at);
        if (at < 0) {
            return failure(badLine(line, Text::tr("a quote is not closed")));
        }
    }
    return line;
}

} // namespace stormdeck::ssh
