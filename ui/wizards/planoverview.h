// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <QWidget>

class QVBoxLayout;

namespace stormdeck::wizards {

/// What a plan means as a whole: where everything will be, what is removed, what is worth knowing, what stays.
class PlanOverview : public QWidget
{
    Q_OBJECT

public:
    explicit PlanOverview(QWidget *parent = nullptr);
    void setPlan(const plan::Plan &plan);

private:
    void addPlacement(const plan::Plan &plan);
    void addRemovals(const plan::Plan &plan);
    void addNotes(const plan::Plan &plan);
    void addStays(const plan::Plan &plan);
    void addHeading(const QString &text);
    void addBullets(const QStringList &lines);

    QVBoxLayout *m_rows;
};

} // namespace stormdeck::wizards
