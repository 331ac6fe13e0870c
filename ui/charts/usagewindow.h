// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/usagehistory.h"
#include "usage/meter.h"
#include "wizards/background.h"
#include "wizards/look.h"

#include <QDialog>
#include <QTimer>

namespace stormdeck::tables {
class Table;
class TableFilter;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class LineChart;
class UsageTable;

/// What the containers of a node, a service or a topology use: cpu and memory of the last minutes as lines, the present
/// figures in a table. Lines are drawn of the rows that are selected, else of the first ones. Deleted when it is
/// closed. GUI thread; the engines are read on threads of their own.
class UsageWindow : public QDialog
{
    Q_OBJECT

public:
    static constexpr int mostLines = 8; ///< as many as there are colours

    /// `background` and `clock` outlive the window.
    UsageWindow(const QString &title, std::vector<usage::UsageSource> sources, docker::EngineClients clients,
                wizards::Background &background, const Clock &clock, QWidget *parent = nullptr);
    ~UsageWindow() override;

private:
    void takeReadings();
    void showLines();
    void showRows();
    void showState();
    [[nodiscard]] std::vector<int> drawn() const;

    wizards::Background &m_background;
    const Clock &m_clock;
    size_t m_wanted;
    std::unique_ptr<usage::Meter> m_meter; ///< joins its threads when it goes: elsewhere than here
    UsageHistory m_history;
    std::vector<std::optional<Error>> m_errors; ///< as shown
    LineChart *m_cores;
    LineChart *m_memory;
    UsageTable *m_model;
    tables::TableFilter *m_sorted;
    tables::Table *m_table;
    look::Label *m_state;
    look::Label *m_problem;
    QTimer m_pace;
};

} // namespace stormdeck::ui
