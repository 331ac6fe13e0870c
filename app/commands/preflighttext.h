// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/report.h"

namespace stormdeck::app {

/// The report for people: what is wrong with its remedy, machine by machine, then what passed in one line each, then
/// the matrix of ports.
[[nodiscard]] QStringList preflightLines(const preflight::Report &report);
/// Before a change: one line where nothing keeps from it, else what does, with its remedy.
[[nodiscard]] QStringList checkedLines(const preflight::Report &report);
/// The matrix alone: a block for each port that does not get through everywhere; empty where all do.
[[nodiscard]] QStringList matrixLines(const preflight::Report &report);
/// As documented in docs/preflight.md.
[[nodiscard]] QByteArray preflightJson(const preflight::Report &report);

} // namespace stormdeck::app
