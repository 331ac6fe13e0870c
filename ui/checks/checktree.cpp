// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checktree.h"

#include "checks/verdictlook.h"

#include <algorithm>

namespace stormdeck::ui {

using preflight::CheckResult;
using preflight::Verdict;
using tables::Cell;

namespace {
/// What has to be mended first.
int rank(Verdict verdict)
{
    return -static_cast<int>(verdict);
}

Cell verdictCell(Verdict verdict)
{
    const VerdictLook look = lookOf(verdict);
    return {.text = look.word, .raw = word(verdict), .tone = look.tone, .sign = look.sign};
}
} // namespace

void CheckTree::begin(const QStringList &machines)
{
    beginResetModel();
    m_report = {};
    m_groups.clear();
    for (const QString &machine : machines) {
        m_groups.push_back({.machine = machine, .progress = preflight::text(preflight::Stage::Waiting)});
    }
    endResetModel();
}

void CheckTree::setProgress(const preflight::MachineProgress &progress)
{
    for (size_t row = 0; row < m_groups.size(); ++row) {
        Group &group = m_groups[row];
        if (group.machine == progress.machine && !group.progress.isEmpty()) {
            group.progress = progress.note.isEmpty() ? preflight::text(progress.stage) : progress.note;
            group.hasFailed = progress.stage == preflight::Stage::Failed;
            const int number = static_cast<int>(row);
            Q_EMIT dataChanged(index(number, 0), index(number, Found));
        }
    }
}

void CheckTree::show(const preflight::Report &report)
{
    m_report = report;
    rebuild();
}

void CheckTree::clear()
{
    m_report = {};
    rebuild();
}

void CheckTree::setOnlyFindings(bool only)
{
    m_onlyFindings = only;
    const bool isRunning = !m_groups.empty() && !m_groups.front().progress.isEmpty();
    if (!isRunning) {
        rebuild();
    }
}

void CheckTree::rebuild()
{
    beginResetModel();
    m_groups.clear();
    if (!m_report.results.empty()) {
        for (const QString &machine : m_report.machines) {
            m_groups.push_back(groupOf(machine));
        }
        m_groups.push_back(groupOf({}));
    }
    endResetModel();
}

CheckTree::Group CheckTree::groupOf(const QString &machine) const
{
    Group group{.machine = machine};
    for (const CheckResult &result : m_report.results) {
        if (result.subject == machine) {
            group.results.push_back(result);
        }
    }
    group.worst = worst(group.results);
    group.summary = countText(group.results);
    if (m_onlyFindings) {
        std::erase_if(group.results, [](const CheckResult &result) { return result.verdict == Verdict::Pass; });
    }
    std::stable_sort(group.results.begin(), group.results.end(), [](const CheckResult &left, const CheckResult &right) {
        return rank(left.verdict) < rank(right.verdict);
    });
    return group;
}

const CheckResult *CheckTree::resultAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0) {
        return nullptr;
    }
    const Group &group = m_groups[index.internalId() - 1];
    return &group.results[static_cast<size_t>(index.row())];
}

QModelIndex CheckTree::worstIndex() const
{
    const auto found = std::max_element(m_groups.begin(), m_groups.end(),
                                        [](const Group &left, const Group &right) { return left.worst < right.worst; });
    if (found == m_groups.end() || found->results.empty()) {
        return {};
    }
    return index(0, 0, index(static_cast<int>(found - m_groups.begin()), 0));
}

QModelIndex CheckTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : quintptr(0));
}

QModelIndex CheckTree::parent(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() != 0
               ? createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0))
               : QModelIndex();
}

Qt::ItemFlags CheckTree::flags(const QModelIndex &index) const
{
    const bool isResult = index.isValid() && index.internalId() != 0;
    return QAbstractItemModel::flags(index) | (isResult ? Qt::ItemNeverHasChildren : Qt::NoItemFlags);
}

int CheckTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return static_cast<int>(m_groups.size());
    }
    const bool isGroup = parent.column() == 0 && parent.internalId() == 0;
    return isGroup ? static_cast<int>(m_groups[static_cast<size_t>(parent.row())].results.size()) : 0;
}

int CheckTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant CheckTree::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == tables::StrongRole) {
        return index.column() == Check && index.internalId() == 0;
    }
    return tableData(*this, index, role);
}

QVariant CheckTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    return tableHeader(*this, section, orientation, role);
}

const std::vector<tables::Column> &CheckTree::columns() const
{
    static const std::vector<tables::Column> columns{{QStringLiteral("check"), tr("Check")},
                                                     {QStringLiteral("result"), tr("Result")},
                                                     {QStringLiteral("found"), tr("Found")}};
    return columns;
}

Cell CheckTree::groupCell(const Group &group, int column) const
{
    if (column == Check) {
        return tables::textCell(group.machine.isEmpty() ? tr("All machines") : group.machine);
    }
    if (column == Found) {
        return tables::textCell(group.progress.isEmpty() ? group.summary : group.progress);
    }
    if (group.progress.isEmpty()) {
        return verdictCell(group.worst);
    }
    return group.hasFailed ? verdictCell(Verdict::Error)
                           : Cell{.text = tr("running"), .tone = style::Tone::Accent, .sign = style::Sign::Ring};
}

Cell CheckTree::cellAt(const QModelIndex &index) const
{
    const CheckResult *result = resultAt(index);
    if (!result) {
        return groupCell(m_groups[static_cast<size_t>(index.row())], index.column());
    }
    switch (index.column()) {
    case Check:
        return tables::textCell(result->title);
    case Result:
        return verdictCell(result->verdict);
    default:
        return tables::textCell(result->sentence);
    }
}

int CheckTree::order(const QModelIndex &left, const QModelIndex &right) const
{
    return QString::localeAwareCompare(cellAt(left).text, cellAt(right).text);
}

bool CheckTree::matches(const QModelIndex &row, const QStringList &words) const
{
    const CheckResult *result = resultAt(row);
    return result && tables::containsAll(words, {result->title, result->sentence, result->subject});
}

} // namespace stormdeck::ui
