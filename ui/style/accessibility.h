// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stormdeck::style {

/// What screen readers and other programs are told, where Qt's own answer would end this program: Qt 6.4's scroll
/// areas read past the list of their children when somebody asks for one that was there a moment ago, as a scroll bar
/// that has just been hidden. Once, after the application object was made.
void installAccessibility();

} // namespace stormdeck::style
