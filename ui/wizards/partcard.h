// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/look.h"

namespace stormdeck::wizards {

/// One part of a running step: a node's pull, a member of the ensemble.
class PartCard : public look::Card
{
    Q_OBJECT

public:
    explicit PartCard(QWidget *parent = nullptr);
    void setPart(const plan::Part &part);

private:
    look::Label *m_name;
    look::Label *m_state;
    look::Bar *m_bar;
};

} // namespace stormdeck::wizards
