// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/reporttable.h"

#include "style/text.h"
#include "wizards/look.h"
#include "wizards/progress.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace stormdeck::wizards {

using look::Tone;

namespace {
enum Column { Number, What, HowEnded, Took, Seen, ColumnCount };
constexpr int ToneRole = Qt::UserRole;
constexpr int Padding = 12;

struct Row
{
    QStringList cells;
    Tone tone = Tone::Plain;
};

struct Ending
{
    QString word;
    Tone tone;
};

Ending endingOf(plan::StepReport::State state)
{
    switch (state) {
    case plan::StepReport::State::NotStarted:
        return {ReportTable::tr("○ not started"), Tone::Faint};
    case plan::StepReport::State::AlreadyDone:
        return {ReportTable::tr("✓ done before"), Tone::Good};
    case plan::StepReport::State::Done:
        return {ReportTable::tr("✓ done"), Tone::Good};
    case plan::StepReport::State::Failed:
        return {ReportTable::tr("✕ failed"), Tone::Bad};
    case plan::StepReport::State::Stopped:
        return {ReportTable::tr("■ stopped"), Tone::Busy};
    case plan::StepReport::State::Undone:
        return {ReportTable::tr("↩ undone"), Tone::Dim};
    case plan::StepReport::State::UndoFailed:
        return {ReportTable::tr("✕ not undone"), Tone::Bad};
    case plan::StepReport::State::Stays:
        return {ReportTable::tr("✓ stays"), Tone::Dim};
    }
    return {{}, Tone::Plain};
}

Row makeRow(int number, const plan::Step &step, const plan::StepReport &report)
{
    const Ending ending = endingOf(report.state);
    const bool hasRun =
        report.state != plan::StepReport::State::NotStarted && report.state != plan::StepReport::State::AlreadyDone;
    return {.cells = {QString::number(number), step.title, ending.word,
                      hasRun ? durationText(report.duration) : QString(),
                      report.error ? sentence(*report.error) : report.observed},
            .tone = ending.tone};
}

/// Cells with room around them and a line below, in the tone of their role.
class ReportDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const style::Tokens &tokens = style::tokens(option.palette);
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(option.rect, tokens.accentTint);
        }
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.line);
        const QRect box = option.rect.adjusted(Padding, 0, -Padding, -1);
        painter->setFont(option.font);
        painter->setPen(look::color(Tone(index.data(ToneRole).toInt()), option.palette));
        const auto side = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        painter->drawText(box, int(side) | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, box.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr int Widest = 320;
        const int width = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * Padding + 2;
        return {std::min(width, Widest), option.fontMetrics.height() + Padding};
    }
};
} // namespace

class ReportTable::Model : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const Row &row = m_rows[size_t(index.row())];
        switch (role) {
        case Qt::DisplayRole:
            return row.cells[index.column()];
        case Qt::ToolTipRole:
            return style::plainTip(row.cells[index.column()]);
        case Qt::TextAlignmentRole:
            return sideOf(index.column());
        case ToneRole:
            return int(index.column() == HowEnded                        ? row.tone
                       : index.column() == What                          ? Tone::Plain
                       : index.column() == Seen && row.tone == Tone::Bad ? Tone::Bad
                                                                         : Tone::Dim);
        default:
            return {};
        }
    }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal) {
            return {};
        }
        if (role == Qt::TextAlignmentRole) {
            return sideOf(section);
        }
        const QStringList titles{QStringLiteral("#"), tr("Step"), tr("State"), tr("Took"), tr("What was observed")};
        return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
    }

private:
    static int sideOf(int column)
    {
        const bool isFigure = column == Number || column == Took;
        return int(isFigure ? Qt::AlignRight : Qt::AlignLeft) | int(Qt::AlignVCenter);
    }

    std::vector<Row> m_rows;
};

ReportTable::ReportTable(QWidget *parent) : Table(tr("Steps and what was observed"), parent), m_model(new Model(this))
{
    setItemDelegate(new ReportDelegate(this));
    setModel(m_model);
    setStretchedColumn(Seen);
    horizontalHeader()->setMinimumSectionSize(40);
}

void ReportTable::showReport(const plan::Plan &plan, const plan::Report &report)
{
    std::vector<Row> rows;
    int number = 0;
    for (const plan::Stage &stage : plan.stages) {
        ++number;
        for (const plan::Step &step : stage.steps) {
            const plan::StepReport *known = report.step(step.id);
            rows.push_back(makeRow(number, step, known ? *known : plan::StepReport{}));
        }
    }
    m_model->setRows(std::move(rows));
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + Padding);
}

} // namespace stormdeck::wizards
