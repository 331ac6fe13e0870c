// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions.h"

#include <algorithm>

namespace stormdeck::app {

Session *Sessions::add()
{
    Session *session = m_sessions.emplace_back(std::make_unique<Session>()).get();
    connect(session, &Session::sessionWanted, this, [this] { add()->openUnconnected(); });
    // Later: the window is still closing when it says so.
    connect(
        session, &Session::ended, this, [this, session] { end(session); }, Qt::QueuedConnection);
    return session;
}

void Sessions::end(const Session *session)
{
    std::erase_if(m_sessions, [session](const auto &one) { return one.get() == session; });
}

} // namespace stormdeck::app
