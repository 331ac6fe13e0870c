// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace stormdeck::style {

/// The plural forms of the English texts in the source: "%n node(s)" and "%n topolog(y|ies)". To be installed before
/// any other translator, so that a language's own forms win.
class EnglishPlurals final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    [[nodiscard]] QString translate(const char *, const char *source, const char *, int n) const override
    {
        // Null leaves the text as it is.
        if (n < 0 || !source) {
            return {};
        }
        QString text = QString::fromUtf8(source);
        if (!text.contains(QStringLiteral("(s)")) && !text.contains(QStringLiteral("(y|ies)"))) {
            return {};
        }
        text.replace(QStringLiteral("(s)"), n == 1 ? QString() : QStringLiteral("s"));
        return text.replace(QStringLiteral("(y|ies)"), n == 1 ? QStringLiteral("y") : QStringLiteral("ies"));
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace stormdeck::style
