// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace stormdeck::wizards {

/// The list at the left of a plan: headings and stages of a StageModel, one selected.
class StageList : public QListView
{
    Q_OBJECT

public:
    explicit StageList(QWidget *parent = nullptr);

    /// Selects a stage and brings it into view.
    void select(int stage);
    /// -1 where none is.
    [[nodiscard]] int selected() const;

Q_SIGNALS:
    /// Selected by the user or by select().
    void stageSelected(int stage);
    /// The user chose one with the mouse or the keyboard.
    void stageChosen(int stage);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    bool m_selecting = false;
};

} // namespace stormdeck::wizards
