// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <functional>

namespace stormdeck::test {

/// Handles events until it is so, for at most that many milliseconds.
inline void handleEventsUntil(const std::function<bool()> &met, int longest)
{
    QElapsedTimer time;
    time.start();
    while (!met() && time.elapsed() < longest) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

} // namespace stormdeck::test
