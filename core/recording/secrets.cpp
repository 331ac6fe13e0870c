// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/secrets.h"

#include <QRegularExpression>
#include <QString>

#include <array>

namespace stormdeck::recording {

namespace {
struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

/// In the names of what is secret, wherever they stand.
const QString tellingWords = QStringLiteral("passw|secret|token|key|credential|payload|auth");

/// One word of an argument, up to what ends it in a shell, in JSON or at a line's end.
const QString plainValue = QStringLiteral(R"re((?:[^"\\\s]++|\\[^nrt"])++)re");
const QString quotedValue = QStringLiteral(R"re(\\"(?:[^"\\]++|\\[^"])*+\\"|'[^'"]*+')re");

/// Values are taken possessively: where each of their letters is a place to come back to, the longest are too long to
/// be matched, and nothing behind them would be either. No pattern begins with any number of letters of a name: a long
/// value would be searched anew from each of its letters.
QRegularExpression pattern(const char *text)
{
    return QRegularExpression(QString::fromLatin1(text)
                                  .replace(QStringLiteral("WORDS"), tellingWords)
                                  .replace(QStringLiteral("VALUE"), quotedValue + u'|' + plainValue),
                              QRegularExpression::CaseInsensitiveOption);
}

const std::array<Rule, 9> &rules()
{
    static const std::array<Rule, 9> all{{
        {pattern(R"re(SWM(?:TKN|KEY)-[A-Za-z0-9+/=-]+)re"), QStringLiteral("removed")},
        // A JSON member of a telling name; what is counted or named, as "tokens": 3, is no string and stays.
        {pattern(R"re(("[^"\\]*(?:WORDS)[^"\\]*"\s*:\s*)"(?:[^"\\]++|\\.)*+")re"),
         QStringLiteral(R"re(\1"removed")re")},
        // One that is a list of strings. Keys are also what other things are found by, so they stay.
        {pattern(R"re(("[^"\\]*(?:passw|secret|token|credential)[^"\\]*"\s*:\s*\[))re"
                 R"re(\s*"(?:[^"\\]++|\\.|"\s*,\s*")*+"\s*\])re"),
         QStringLiteral(R"re(\1"removed"])re")},
        // An item of a list, as of Env: name=value; no node.labels.key==x.
        {pattern(R"re("([A-Za-z0-9_.-]*(?:WORDS)[A-Za-z0-9_.-]*)=(?!=)(?:[^"\\]++|\\.)*+")re"),
         QStringLiteral(R"re("\1=removed")re")},
        // The same within a text, as in the options of a Java program or behind the ? of a URL.
        {pattern(R"re(((?:WORDS)[A-Za-z0-9_.-]*+=)(?!=)(?:VALUE))re"), QStringLiteral(R"re(\1removed)re")},
        // An argument and its value: the next item of a list, or the next word.
        {pattern(R"re(("--?[A-Za-z0-9_.-]{0,64}?(?:WORDS)[A-Za-z0-9_.-]*+"\s*,\s*)"(?!-)(?:[^"\\]++|\\.)*+")re"),
         QStringLiteral(R"re(\1"removed")re")},
        {pattern(R"re((?<=["\s])(--?[A-Za-z0-9_.-]{0,64}?(?:WORDS)[A-Za-z0-9_.-]*+\s++)(?!-)(?:VALUE))re"),
         QStringLiteral(R"re(\1removed)re")},
        {pattern(R"re(://[^/\s:@"]+:[^/\s@"]+@)re"), QStringLiteral("://removed@")},
        // What a config holds, in base64.
        {pattern(R"re(("Data"\s*:\s*)"[A-Za-z0-9+/=]*")re"), QStringLiteral(R"re(\1"")re")},
    }};
    return all;
}
} // namespace

QByteArray withoutSecrets(const QByteArray &body)
{
    QString text = QString::fromUtf8(body);
    const QString before = text;
    for (const Rule &rule : rules()) {
        text.replace(rule.pattern, rule.replacement);
    }
    return text == before ? body : text.toUtf8();
}

} // namespace stormdeck::recording
