// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/report.h"
#include "tables/table.h"

namespace stormdeck::wizards {

/// The steps of an operation that has ended: how each ended, how long it took, what was observed.
class ReportTable : public tables::Table
{
    Q_OBJECT

public:
    explicit ReportTable(QWidget *parent = nullptr);
    void showReport(const plan::Plan &plan, const plan::Report &report);

private:
    class Model;
    Model *m_model;
};

} // namespace stormdeck::wizards
