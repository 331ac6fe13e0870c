// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QCheckBox;
class QSpinBox;

namespace stormdeck::wizards {

/// Whether something is published, or has a port of its own, and which. Two of them on one page need different
/// mnemonics.
class PortChoice : public QWidget
{
    Q_OBJECT

public:
    /// `name`: what the port is, for those who do not see the form. `usual`: offered while there is none.
    PortChoice(const QString &question, quint16 usual, const QString &name, QWidget *parent = nullptr);

    void setPort(std::optional<quint16> port);
    /// nullopt: none.
    [[nodiscard]] std::optional<quint16> port() const;

Q_SIGNALS:
    void changed();

private:
    quint16 m_usual;
    QCheckBox *m_publishes;
    QSpinBox *m_port;
};

} // namespace stormdeck::wizards
