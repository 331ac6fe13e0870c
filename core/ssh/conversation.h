// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/channel.h"
#include "ssh/source.h"
#include "util/deadline.h"
#include "util/result.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace stormdeck::ssh {

/// Takes a piece of output; false: enough, end it. Called on the thread of the call; while it runs, the other side is
/// slowed down.
using Sink = std::function<bool(Output which, const QByteArray &piece)>;

/// What passes between the thread of a call and the session's thread while the call waits: bytes in both directions,
/// at most 256 KiB of each, and the end. One lock guards all.
class Conversation
{
public:
    /// `wake` gets the session's thread to look again.
    explicit Conversation(std::function<void()> wake) : m_wake(std::move(wake)) {}

    // The session's thread.
    [[nodiscard]] bool hasRoom() const;
    void give(Output which, QByteArray piece);
    /// At most `most` bytes of what the call sends.
    [[nodiscard]] QByteArray takeInput(qsizetype most);
    [[nodiscard]] bool isInputAtEnd() const;
    /// Once; nothing is given afterwards.
    void finish(Result<void> result);
    /// The call has ended early: nobody waits for anything any more.
    [[nodiscard]] bool isAbandoned() const;

    // The thread of the call.
    enum class End { Finished, Stopped, Overdue, Enough, SourceFailed };
    /// Waits for the end, feeds from the source and into the sink (each may be empty). All but Finished abandon it.
    [[nodiscard]] End attend(const Source &source, const Sink &sink, Deadline deadline, const std::stop_token &stop);
    /// After Finished.
    [[nodiscard]] Result<void> result() const;
    /// After SourceFailed.
    [[nodiscard]] Error sourceFailure() const;

private:
    struct Piece
    {
        Output which;
        QByteArray bytes;
    };
    enum class Next { Deliver, Feed, Finished, Stopped, Overdue };
    Next wait(bool canFeed, Deadline deadline, const std::stop_token &stop);
    bool deliver(const Sink &sink);
    bool feed(const Source &source);
    End abandon(End end);

    std::function<void()> m_wake;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_changed;
    std::deque<Piece> m_output;
    qsizetype m_outputBytes = 0;
    QByteArray m_input;
    bool m_isInputAtEnd = false;
    bool m_isAbandoned = false;
    std::optional<Result<void>> m_result;
    std::optional<Error> m_sourceFailure;
};

} // namespace stormdeck::ssh
