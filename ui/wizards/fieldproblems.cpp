// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/fieldproblems.h"

namespace stormdeck::wizards {

look::Label *FieldProblems::place(const QString &field, QWidget *focus)
{
    auto *label = new look::Label({}, look::Tone::Bad, look::Label::Size::Small);
    label->hide();
    m_places[field] = {label, focus};
    return label;
}

const FieldProblems::Place *FieldProblems::placeOf(const QString &field) const
{
    const Place *best = nullptr;
    qsizetype length = -1;
    for (const auto &[name, place] : m_places) {
        if (field.startsWith(name) && name.size() > length) {
            best = &place;
            length = name.size();
        }
    }
    return best;
}

void FieldProblems::show(const std::vector<ops::Problem> &problems)
{
    m_first.clear();
    for (auto &[name, place] : m_places) {
        place.label->hide();
        place.label->setText({});
        if (place.focus) {
            place.focus->setAccessibleDescription({});
        }
    }
    for (const ops::Problem &problem : problems) {
        const Place *place = placeOf(problem.field);
        if (!place) {
            continue;
        }
        const QString said = place->label->text();
        place->label->setText(said + (said.isEmpty() ? QStringLiteral("✕ ") : QStringLiteral("\n✕ ")) +
                              problem.sentence);
        place->label->show();
        if (place->focus) {
            place->focus->setAccessibleDescription(place->label->text());
            m_first = m_first ? m_first : place->focus;
        }
    }
}

void FieldProblems::focusFirst()
{
    if (m_first) {
        m_first->setFocus();
    }
}

bool FieldProblems::accept(const std::vector<ops::Problem> &problems)
{
    show(problems);
    focusFirst();
    return problems.empty();
}

} // namespace stormdeck::wizards
