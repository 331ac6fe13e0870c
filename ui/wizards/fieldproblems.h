// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/inputs.h"
#include "wizards/look.h"

#include <QPointer>

#include <map>

namespace stormdeck::wizards {

/// The places of a form where its problems are said, each beside the field it is about.
class FieldProblems
{
public:
    /// A hidden label for the problems of `field`, to be put below it; `focus` takes the focus when it is the first.
    [[nodiscard]] look::Label *place(const QString &field, QWidget *focus);
    /// Says each problem at the place of its field, or of the longest beginning of its name that has one; what has
    /// none goes to the place named "".
    void show(const std::vector<ops::Problem> &problems);
    /// Gives the focus to the field of the first problem shown.
    void focusFirst();
    /// Both: whether there are none, so that what was entered can be planned.
    [[nodiscard]] bool accept(const std::vector<ops::Problem> &problems);

private:
    struct Place
    {
        look::Label *label = nullptr;
        QPointer<QWidget> focus;
    };
    [[nodiscard]] const Place *placeOf(const QString &field) const;

    std::map<QString, Place> m_places;
    QPointer<QWidget> m_first;
};

} // namespace stormdeck::wizards
