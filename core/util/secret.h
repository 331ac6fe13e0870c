// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stormdeck {

/// A text that must not reach a log, a journal or a screen: a join token, a password. It has no conversion to text
/// but expose(), which is easy to search for. Overwritten when destroyed.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QString value) : m_value(std::move(value)) {}
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &) = default;
    Secret &operator=(Secret &&) noexcept = default;
    ~Secret() { m_value.fill(u'\0'); }

    [[nodiscard]] bool isEmpty() const { return m_value.isEmpty(); }
    [[nodiscard]] const QString &expose() const { return m_value; }

private:
    QString m_value;
};

} // namespace stormdeck
