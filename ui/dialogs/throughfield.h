// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace stormdeck::dialogs {

/// What an SSH connection passes before its machine: another machine, chosen by its name, or a host that is typed.
class ThroughField : public QWidget
{
    Q_OBJECT

public:
    explicit ThroughField(QWidget *parent = nullptr);

    void setText(const QString &text);
    /// A machine's name or "ssh://user@host"; empty: as the SSH configuration says.
    [[nodiscard]] QString text() const;
    /// The names to choose from; what was entered stays.
    void offer(const QStringList &names);

Q_SIGNALS:
    void edited();

private:
    QComboBox *m_hop;
};

} // namespace stormdeck::dialogs
