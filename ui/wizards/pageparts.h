// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

/// The frame that all pages of a plan share.
namespace stormdeck::wizards {

constexpr int PageMargin = 20; ///< px at 100 %

/// List at the left, detail at the right, a line between them.
[[nodiscard]] QWidget *twoPanes(QWidget *left, QWidget *right);
/// `content` in a frameless scroll area that follows its width.
[[nodiscard]] QWidget *scrolled(QWidget *content);
/// Texts (one below the other, taking the room) at the left, controls at the right.
[[nodiscard]] QWidget *footer(const QList<QWidget *> &texts, const QList<QWidget *> &controls);

} // namespace stormdeck::wizards
