// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/planoverview.h"

#include "wizards/look.h"

#include <QVBoxLayout>

namespace stormdeck::wizards {

using look::Card;
using look::Label;
using look::Tone;

namespace {
void addLine(QVBoxLayout *rows, const QString &text, Tone tone, Label::Size size = Label::Size::Body)
{
    rows->addWidget(new Label(text, tone, size));
}

Card *placementCard(const plan::Placement &placement)
{
    auto *card = new Card;
    card->setAccessibleName(placement.machine);
    QVBoxLayout *rows = card->rows();
    addLine(rows, placement.machine, Tone::Plain, Label::Size::Strong);
    for (const QString &what : placement.before) {
        if (placement.after.contains(what)) {
            addLine(rows, what, Tone::Plain);
        } else {
            addLine(rows, QStringLiteral("− ") + what, Tone::Bad);
        }
    }
    for (const QString &what : placement.after) {
        if (!placement.before.contains(what)) {
            addLine(rows, QStringLiteral("+ ") + what, Tone::Good);
        }
    }
    if (placement.before.isEmpty() && placement.after.isEmpty()) {
        addLine(rows, PlanOverview::tr("nothing"), Tone::Dim);
    }
    if (!placement.note.isEmpty()) {
        addLine(rows, placement.note, Tone::Dim, Label::Size::Small);
    }
    rows->addStretch(1);
    return card;
}

/// The first sentence stands for the note, so it is set in bold.
QString noteText(const QString &note)
{
    const qsizetype end = note.indexOf(QStringLiteral(". "));
    if (end < 0) {
        return note.toHtmlEscaped();
    }
    return QStringLiteral("<b>%1</b> %2").arg(note.left(end + 1).toHtmlEscaped(), note.mid(end + 2).toHtmlEscaped());
}
} // namespace

PlanOverview::PlanOverview(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
}

void PlanOverview::setPlan(const plan::Plan &plan)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (plan.kind == u"teardown") {
        addRemovals(plan);
    }
    addPlacement(plan);
    addNotes(plan);
    addStays(plan);
}

void PlanOverview::addPlacement(const plan::Plan &plan)
{
    if (plan.placement.empty()) {
        return;
    }
    addHeading(tr("Where everything will be"));
    auto *grid = new look::CardGrid;
    for (const plan::Placement &placement : plan.placement) {
        grid->add(placementCard(placement));
    }
    m_rows->addWidget(grid);
}

void PlanOverview::addRemovals(const plan::Plan &plan)
{
    addHeading(tr("All that goes"));
    QStringList lines;
    for (const plan::Stage &stage : plan.stages) {
        for (const plan::Step &step : stage.steps) {
            lines.append(step.title);
        }
    }
    auto *card = new Card(Card::Kind::Failure);
    QVBoxLayout *rows = card->rows();
    for (const QString &line : lines) {
        addLine(rows, line, Tone::Plain);
    }
    m_rows->addWidget(card);
}

void PlanOverview::addNotes(const plan::Plan &plan)
{
    if (plan.notes.isEmpty()) {
        return;
    }
    addHeading(tr("Worth knowing"));
    for (const QString &note : plan.notes) {
        auto *card = new Card(Card::Kind::Notice);
        QVBoxLayout *rows = card->rows();
        auto *label = new Label(noteText(note));
        label->setTextFormat(Qt::RichText);
        rows->addWidget(label);
        m_rows->addWidget(card);
    }
}

void PlanOverview::addStays(const plan::Plan &plan)
{
    if (!plan.stays.isEmpty()) {
        addHeading(plan.reversible ? tr("What stays after an undo") : tr("What stays"));
        addBullets(plan.stays);
    }
}

void PlanOverview::addHeading(const QString &text)
{
    m_rows->addSpacing(m_rows->count() > 0 ? 4 : 0);
    m_rows->addWidget(new Label(text, Tone::Plain, Label::Size::Strong));
}

void PlanOverview::addBullets(const QStringList &lines)
{
    for (const QString &line : lines) {
        m_rows->addWidget(new Label(QStringLiteral("• ") + line, Tone::Dim));
    }
}

} // namespace stormdeck::wizards
