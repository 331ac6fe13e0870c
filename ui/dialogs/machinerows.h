// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/machinerow.h"

class QHBoxLayout;

namespace stormdeck::dialogs {

/// The machines of a profile or of a new cluster, one row each, with rows to add and remove. Pasting several lines
/// into an endpoint makes several rows. Where an endpoint is plain TCP beyond this machine, asks to say that its
/// danger is known; before that no such endpoint is asked anything.
class MachineRows : public QWidget
{
    Q_OBJECT

public:
    MachineRows(wizards::Background &background, EngineCheck check, MachineColumns columns, QWidget *parent = nullptr);

    void setMachines(const std::vector<Machine> &machines, bool acceptPlainTcp);
    void addDraft(const MachineDraft &draft);
    /// Machines with an endpoint that can be read, blank rows left out.
    [[nodiscard]] std::vector<Machine> machines() const;
    /// Whether all rows can be read and plain TCP was accepted where it is used; else shows why and takes the focus.
    [[nodiscard]] bool validate();
    [[nodiscard]] bool acceptsPlainTcp() const;
    /// Asks the engines of all rows at once; each row shows what its engine says as it comes.
    void testAll();
    /// Another way to add a machine, beside the usual one.
    void addButton(QPushButton *button);
    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] MachineRow *row(int index) const { return m_rows[size_t(index)]; }

Q_SIGNALS:
    void changed();

private:
    MachineRow *addRow();
    void removeRow(MachineRow *row);
    void paste(MachineRow *into, const QString &text);
    void renumber();
    void update();
    /// Tells each row what it may be reached through, and what of that follows for its way.
    void settleWays();
    QWidget *makeHeading();
    QWidget *makeAcceptance();

    wizards::Background &m_background;
    EngineCheck m_check;
    MachineColumns m_columns;
    std::vector<MachineRow *> m_rows;
    QVBoxLayout *m_list;
    QHBoxLayout *m_buttons;
    QPushButton *m_add;
    QPushButton *m_testAll; ///< where rows are tested on request
    QWidget *m_acceptance;
    QCheckBox *m_accept;
    look::Label *m_acceptProblem;
};

} // namespace stormdeck::dialogs
