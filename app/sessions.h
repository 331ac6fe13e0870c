// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <vector>

namespace stormdeck::app {

/// The open windows, each on a cluster of its own. GUI thread.
class Sessions : public QObject
{
    Q_OBJECT

public:
    /// A session more, whose window is not shown yet. It lives until its window is closed.
    Session *add();

private:
    void end(const Session *session);

    std::vector<std::unique_ptr<Session>> m_sessions;
};

} // namespace stormdeck::app
