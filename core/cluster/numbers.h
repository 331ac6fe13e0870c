// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace stormdeck::cluster {

/// Numbers texts from 0 in the order in which they are first asked for, so that a join compares each id of an answer
/// once. Texts are shared within an answer (docker/texts.h): most are known by their address, without being read. What
/// was asked for has to stay as long as this lives.
class Numbers
{
public:
    [[nodiscard]] size_t of(const QString &text)
    {
        const auto known = m_byAddress.constFind(text.constData());
        return known != m_byAddress.constEnd() ? *known : *m_byAddress.insert(text.constData(), byText(text));
    }

private:
    size_t byText(const QString &text)
    {
        const auto known = m_byText.constFind(text);
        return known != m_byText.constEnd() ? *known : *m_byText.insert(text, static_cast<size_t>(m_byText.size()));
    }

    QHash<const QChar *, size_t> m_byAddress;
    QHash<QString, size_t> m_byText;
};

} // namespace stormdeck::cluster
