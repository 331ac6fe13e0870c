// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/inputspage.h"

namespace stormdeck::wizards {

InputsPage::~InputsPage() = default;

ui::MachineChecks InputsPage::machineChecks() const
{
    return {};
}

} // namespace stormdeck::wizards
