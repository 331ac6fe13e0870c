// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stormdeck::app {

/// Turns the first SIGTERM, SIGINT or SIGHUP into a Qt signal and leaves the next to end the process at once. One that
/// is ignored when this is made (as by nohup) stays so. GUI thread; only one may exist at a time.
class ClosingSignals : public QObject
{
    Q_OBJECT

public:
    ClosingSignals();
    ~ClosingSignals() override;

Q_SIGNALS:
    void received();

private:
    void take();

    int m_news; ///< an eventfd
};

} // namespace stormdeck::app
