// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stormdeck::style {

/// Enter presses the button that has the focus, on every desktop. Without it a dialog hands the key to its default
/// button where the platform presses buttons by the space bar alone, so that Enter on "Copy" would start a plan.
/// An event filter for buttons.
class EnterKey final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace stormdeck::style
