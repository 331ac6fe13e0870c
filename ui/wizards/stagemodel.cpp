// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/stagemodel.h"

#include <algorithm>

namespace stormdeck::wizards {

using look::Tone;

namespace {
StageCheck checkOf(const Result<plan::Observation> &observation)
{
    if (!observation) {
        return {StageCheck::State::Unknown, sentence(observation.error())};
    }
    switch (observation->state) {
    case plan::Observation::State::Satisfied:
        return {StageCheck::State::AlreadyDone, observation->sentence};
    case plan::Observation::State::Needed:
        return {StageCheck::State::Needed, observation->sentence};
    case plan::Observation::State::Conflict:
        return {StageCheck::State::Conflict, observation->sentence};
    }
    return {};
}

/// How much a check decides about its stage: a conflict wins, "already done" needs all.
int rank(StageCheck::State state)
{
    switch (state) {
    case StageCheck::State::AlreadyDone:
        return 0;
    case StageCheck::State::Needed:
        return 1;
    case StageCheck::State::Checking:
        return 2;
    case StageCheck::State::Unknown:
        return 3;
    case StageCheck::State::Conflict:
        return 4;
    }
    return 0;
}
} // namespace

std::vector<StageCheck> stageChecks(const plan::Plan &plan, const std::vector<plan::PreviewedStep> &preview)
{
    std::map<plan::StepId, const plan::PreviewedStep *> seen;
    for (const plan::PreviewedStep &step : preview) {
        seen[step.step] = &step;
    }
    std::vector<StageCheck> checks;
    for (const plan::Stage &stage : plan.stages) {
        StageCheck worst{.state = StageCheck::State::AlreadyDone};
        for (const plan::Step &step : stage.steps) {
            const auto found = seen.find(step.id);
            const StageCheck check = found == seen.end() ? StageCheck{} : checkOf(found->second->observation);
            if (rank(check.state) > rank(worst.state)) {
                worst = check;
            }
        }
        checks.push_back(worst);
    }
    return checks;
}

StageModel::StageModel(QObject *parent) : QAbstractListModel(parent) {}

void StageModel::setPlan(const plan::Plan &plan)
{
    beginResetModel();
    m_plan = plan;
    m_rows.clear();
    m_cells.clear();
    QString group;
    for (int i = 0; i < int(plan.stages.size()); ++i) {
        const plan::Stage &stage = plan.stages[size_t(i)];
        if (stage.group != group && !stage.group.isEmpty()) {
            m_rows.push_back(-1);
        }
        group = stage.group;
        m_rows.push_back(i);
        m_cells.push_back(cellOf(i, StageCheck{}));
    }
    endResetModel();
}

void StageModel::setChecks(const std::vector<StageCheck> &checks)
{
    for (int i = 0; i < int(std::min(checks.size(), m_cells.size())); ++i) {
        setCell(i, cellOf(i, checks[size_t(i)]));
    }
}

void StageModel::setTracks(const Tracks &tracks, Instant now)
{
    for (int i = 0; i < int(m_cells.size()); ++i) {
        setCell(i, cellOf(stageProgress(m_plan.stages[size_t(i)], tracks, now)));
    }
}

void StageModel::setCell(int stage, Cell cell)
{
    Cell &known = m_cells[size_t(stage)];
    if (known == cell) {
        return;
    }
    known = std::move(cell);
    const QModelIndex at = indexOfStage(stage);
    Q_EMIT dataChanged(at, at);
}

StageModel::Cell StageModel::cellOf(int stage, const StageCheck &check)
{
    Cell cell{.sign = QString::number(stage + 1)};
    switch (check.state) {
    case StageCheck::State::Checking:
        cell.state = tr("checking…");
        cell.stateTone = Tone::Faint;
        break;
    case StageCheck::State::Needed:
        cell.state = tr("needed");
        break;
    case StageCheck::State::AlreadyDone:
        cell.state = tr("✓ already done");
        cell.stateTone = Tone::Good;
        break;
    case StageCheck::State::Conflict:
        cell.state = tr("✕ conflict");
        cell.stateTone = Tone::Bad;
        break;
    case StageCheck::State::Unknown:
        cell.state = tr("▲ not checked");
        cell.stateTone = Tone::Busy;
        break;
    }
    return cell;
}

StageModel::Cell StageModel::cellOf(const StageProgress &progress)
{
    const auto cell = [](const QString &sign, Tone tone, const QString &state, Tone stateTone = Tone::Dim) {
        return Cell{.sign = sign, .state = state, .signTone = tone, .stateTone = stateTone};
    };
    switch (progress.state) {
    case StepTrack::State::Waiting:
        return cell(QStringLiteral("○"), Tone::Faint, {});
    case StepTrack::State::Running:
        return cell(QStringLiteral("▶"), Tone::Accent,
                    tr("%1 of ~%2 s").arg(secondsText(progress.time)).arg(progress.expectedSeconds));
    case StepTrack::State::AlreadyDone:
        return cell(QStringLiteral("✓"), Tone::Good, tr("already done"));
    case StepTrack::State::Done:
        return cell(QStringLiteral("✓"), Tone::Good, durationText(progress.time));
    case StepTrack::State::Failed:
        return cell(QStringLiteral("✕"), Tone::Bad, tr("failed"), Tone::Bad);
    case StepTrack::State::Stopped:
        return cell(QStringLiteral("■"), Tone::Busy, tr("stopped"), Tone::Busy);
    case StepTrack::State::Undone:
        return cell(QStringLiteral("↩"), Tone::Dim, tr("undone"));
    case StepTrack::State::UndoFailed:
        return cell(QStringLiteral("✕"), Tone::Bad, tr("not undone"), Tone::Bad);
    case StepTrack::State::Stays:
        return cell(QStringLiteral("✓"), Tone::Dim, tr("stays"));
    }
    return {};
}

QModelIndex StageModel::indexOfStage(int stage) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), stage);
    return stage < 0 || found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()));
}

int StageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags StageModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const bool isHeading = m_rows[size_t(index.row())] < 0;
    return isHeading ? Qt::ItemFlags(Qt::ItemNeverHasChildren)
                     : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const int at = m_rows[size_t(index.row())];
    if (at < 0) {
        const QString heading = m_plan.stages[size_t(m_rows[size_t(index.row()) + 1])].group;
        return role == Qt::DisplayRole ? QVariant(heading) : role == StageRole ? QVariant(-1) : QVariant();
    }
    const plan::Stage &stage = m_plan.stages[size_t(at)];
    const Cell &cell = m_cells[size_t(at)];
    switch (role) {
    case Qt::DisplayRole:
        return stage.title;
    case Qt::AccessibleTextRole:
        return tr("Step %1: %2, %3").arg(at + 1).arg(stage.title, cell.state.isEmpty() ? tr("waiting") : cell.state);
    case Qt::ToolTipRole:
    case DetailRole:
        return stage.detail;
    case StageRole:
        return at;
    case SignRole:
        return cell.sign;
    case StateRole:
        return cell.state;
    case SignToneRole:
        return int(cell.signTone);
    case StateToneRole:
        return int(cell.stateTone);
    default:
        return {};
    }
}

} // namespace stormdeck::wizards
