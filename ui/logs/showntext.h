// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stormdeck::ui {

/// Whether those bytes may not be shown as they are: control characters, or anything that is not ASCII.
[[nodiscard]] bool needsCare(const QByteArray &text);

/// A line of a log as it can be shown and copied: UTF-8, U+FFFD where it is none. Escape sequences of terminals are
/// left out; control characters but the tab get their picture (U+2400 ...), and marks that would end a line or turn the
/// direction of the text U+FFFD, so that what is seen is what is there.
[[nodiscard]] QString shownText(const QByteArray &text);

} // namespace stormdeck::ui
