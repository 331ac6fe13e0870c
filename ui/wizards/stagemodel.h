// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"
#include "wizards/look.h"
#include "wizards/progress.h"

#include <QAbstractListModel>

namespace stormdeck::wizards {

/// What the preview found of a stage.
struct StageCheck
{
    enum class State { Checking, Needed, AlreadyDone, Conflict, Unknown };
    State state = State::Checking;
    QString sentence; ///< of the conflict or of the error
};
/// From the observations of all steps, one check a stage.
[[nodiscard]] std::vector<StageCheck> stageChecks(const plan::Plan &plan,
                                                  const std::vector<plan::PreviewedStep> &preview);

/// The stages of a plan under the headings of their groups, with the state of each: from the preview before the run,
/// from the tracks after its start.
class StageModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        StageRole = Qt::UserRole, ///< int, its place in the plan; -1: a heading
        DetailRole,
        SignRole,     ///< its number before the run, a sign of its state after
        StateRole,    ///< a word or a time
        SignToneRole, ///< int of look::Tone
        StateToneRole
    };

    explicit StageModel(QObject *parent = nullptr);

    void setPlan(const plan::Plan &plan);
    void setChecks(const std::vector<StageCheck> &checks);
    void setTracks(const Tracks &tracks, Instant now);
    [[nodiscard]] QModelIndex indexOfStage(int stage) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Cell
    {
        QString sign;
        QString state;
        look::Tone signTone = look::Tone::Faint;
        look::Tone stateTone = look::Tone::Dim;
        bool operator==(const Cell &) const = default;
    };
    [[nodiscard]] static Cell cellOf(int stage, const StageCheck &check);
    [[nodiscard]] static Cell cellOf(const StageProgress &progress);
    void setCell(int stage, Cell cell);

    plan::Plan m_plan;
    std::vector<int> m_rows; ///< stage of each row, -1 for a heading
    std::vector<Cell> m_cells;
};

} // namespace stormdeck::wizards
