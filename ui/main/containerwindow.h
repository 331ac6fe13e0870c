// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "main/repeatedquestion.h"

#include <QDialog>

class QAction;

namespace stormdeck::tables {
class Table;
class TableFilter;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class ContainerTable;
class ListPage;

/// All containers of one machine's engine, whoever made them, so that the log of any can be followed. Asks every `pace`
/// while it can be seen, and keeps what came last where a look fails. Changes nothing. Deleted when it is closed. GUI
/// thread; the engine is asked on a thread of the pool.
class ContainerWindow : public QDialog
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds usualPace{5'000};
    using Containers = std::vector<docker::Container>;
    using Question = RepeatedQuestion<Containers>::Question;

    /// `machine`: as people call it. `background` and `clock` outlive the window.
    ContainerWindow(const QString &machine, Question question, wizards::Background &background, const Clock &clock,
                    std::chrono::milliseconds pace = usualPace, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The logs of these are to be followed together; at least one.
    void logsWanted(const std::vector<stormdeck::docker::Container> &containers);

private:
    void makeActions();
    void makeList();
    void showAnswer();
    void showState();
    void updateActions();
    void followLogs();
    [[nodiscard]] Containers selected() const;

    const Clock &m_clock;
    QString m_machine;
    RepeatedQuestion<Containers> m_asked;
    bool m_hasHadAnswer = false; ///< from then on the keyboard is where the user left it
    ContainerTable *m_containers;
    tables::TableFilter *m_filter;
    tables::Table *m_table;
    ListPage *m_list = nullptr;
    QAction *m_followLogs = nullptr;
    QTimer m_ticker;
};

} // namespace stormdeck::ui
