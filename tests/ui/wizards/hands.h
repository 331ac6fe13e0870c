// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLineEdit;
class QPushButton;
class QWidget;

/// What a person does with a window: finds things by what they say and uses mouse and keyboard.
namespace stormdeck::test {

/// A button that can be seen, by its label without the mnemonic; nullptr where there is none.
[[nodiscard]] QPushButton *button(const QWidget *window, const QString &label);
/// Whether there is one that can be pressed.
[[nodiscard]] bool canPress(const QWidget *window, const QString &label);
/// Presses it with the mouse; false where it cannot be pressed.
[[nodiscard]] bool press(const QWidget *window, const QString &label);
/// A field that can be seen, by its accessible name, the first of several.
[[nodiscard]] QLineEdit *field(const QWidget *window, const QString &name);
/// Replaces what is in it, key by key.
void type(QLineEdit *field, const QString &text);
/// Ticks or unticks a box that can be seen, with the space bar; false where there is none.
[[nodiscard]] bool tick(const QWidget *window, const QString &label);
/// Everything that labels and panels say, one a line.
[[nodiscard]] QString saidIn(const QWidget *window);

} // namespace stormdeck::test
