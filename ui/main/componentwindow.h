// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/subject.h"
#include "cluster/workerplaces.h"
#include "main/repeatedquestion.h"
#include "storm/componentpage.h"

#include <QDialog>

class QAction;
class QComboBox;

namespace stormdeck::style {
class ElidedLabel;
} // namespace stormdeck::style

namespace stormdeck::tables {
class ComponentErrorModel;
class ExecutorModel;
class StreamModel;
class Table;
class TableFilter;
} // namespace stormdeck::tables

namespace stormdeck::ui {

class ListPage;

/// What Storm says of one spout or bolt, and the nodes behind the hosts that it names.
struct ComponentLook
{
    storm::ComponentPage page;
    cluster::WorkerPlaces places;
};

/// One spout or bolt of a topology: its executors, its streams and its newest errors over a chosen time. Asks every
/// `pace` while it can be seen, and keeps what came last where a look fails. Changes nothing. Deleted when it is
/// closed. GUI thread; the question is asked on a thread of the pool.
class ComponentWindow : public QDialog
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds usualPace{10'000};
    /// Called and destroyed on threads of the pool, at times by two at once while the first was asked to stop.
    using Question = std::function<Result<ComponentLook>(storm::StatsWindow window, const std::stop_token &stop)>;

    /// `component`: of kind Component. `background` and `clock` outlive the window.
    ComponentWindow(const cluster::Subject &component, const QString &topology, Question question,
                    wizards::Background &background, const Clock &clock, std::chrono::milliseconds pace = usualPace,
                    QWidget *parent = nullptr);
    ~ComponentWindow() override;

Q_SIGNALS:
    /// An executor on a known node was selected.
    void nodeSelected(const stormdeck::cluster::Subject &node);
    /// The person wants to go to the node.
    void nodeWanted(const stormdeck::cluster::Subject &node);
    /// The log of the Storm worker on that port of the node is to be followed.
    void logWanted(const stormdeck::cluster::Subject &node, quint16 port);

private:
    QWidget *makeHead(const QString &component);
    void makeActions();
    void makeExecutors();
    QWidget *makeBelow();
    void chooseWindow();
    void showAnswer();
    void showState();
    void updateActions();
    void followLog();
    void goToNode();
    /// The row of the executor in the selection; -1: there is none.
    [[nodiscard]] int selectedRow() const;

    wizards::Background &m_background;
    const Clock &m_clock;
    QString m_topology;
    std::shared_ptr<const Question> m_question; ///< may hold connections: goes elsewhere than here
    RepeatedQuestion<ComponentLook> m_asked;    ///< over the chosen time
    bool m_hasHadLook = false;                  ///< from then on the keyboard is where the user left it
    tables::ExecutorModel *m_executors;
    tables::TableFilter *m_filter;
    tables::Table *m_table;
    tables::StreamModel *m_streams;
    tables::ComponentErrorModel *m_errors;
    ListPage *m_list = nullptr;
    QAction *m_showNode = nullptr;
    QAction *m_followLog = nullptr;
    QComboBox *m_window;
    style::ElidedLabel *m_figures;
    QWidget *m_below = nullptr;
    QTimer m_ticker;
};

} // namespace stormdeck::ui
