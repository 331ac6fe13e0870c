// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;

namespace stormdeck::wizards {

class FieldProblems;
class PortChoice;
class RowList;

/// The part of a cluster's inputs that has good defaults: who carries what, and further members of storm.yaml.
class ClusterAdvanced : public QWidget
{
    Q_OBJECT

public:
    explicit ClusterAdvanced(FieldProblems &problems, QWidget *parent = nullptr);

    void setInputs(const ops::ClusterInputs &inputs);
    /// Offers these machines; choices that are still possible are kept.
    void setMachines(const QStringList &names);
    /// Puts the choices made here into `inputs`, leaving empty what is left to the defaults.
    void fill(ops::ClusterInputs &inputs) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QStringList chosenMembers() const;

    QStringList m_machines;
    QComboBox *m_nimbus;
    QComboBox *m_ui;
    QCheckBox *m_chooseMembers;
    QListWidget *m_members;
    PortChoice *m_clientPort;
    PortChoice *m_dataPort;
    QLineEdit *m_pools;
    RowList *m_config;
};

} // namespace stormdeck::wizards
