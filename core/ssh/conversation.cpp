// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/conversation.h"

namespace stormdeck::ssh {

namespace {
constexpr qsizetype mostOutput = 256 * 1024;
constexpr qsizetype mostInput = 256 * 1024;
constexpr qsizetype feedBelow = mostInput / 2;
} // namespace

bool Conversation::hasRoom() const
{
    const std::scoped_lock lock(m_mutex);
    return m_outputBytes < mostOutput;
}

void Conversation::give(Output which, QByteArray piece)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_outputBytes += piece.size();
        m_output.push_back({which, std::move(piece)});
    }
    m_changed.notify_all();
}

QByteArray Conversation::takeInput(qsizetype most)
{
    QByteArray taken;
    {
        const std::scoped_lock lock(m_mutex);
        taken = m_input.left(most);
        m_input.remove(0, taken.size());
    }
    if (!taken.isEmpty()) {
        m_changed.notify_all();
    }
    return taken;
}

bool Conversation::isInputAtEnd() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isInputAtEnd && m_input.isEmpty();
}

void Conversation::finish(Result<void> result)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_result = std::move(result);
    }
    m_changed.notify_all();
}

bool Conversation::isAbandoned() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isAbandoned;
}

Result<void> Conversation::result() const
{
    const std::scoped_lock lock(m_mutex);
    return *m_result;
}

Error Conversation::sourceFailure() const
{
    const std::scoped_lock lock(m_mutex);
    return *m_sourceFailure;
}

Conversation::Next Conversation::wait(bool canFeed, Deadline deadline, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    const auto wantsFood = [&] { return canFeed && !m_isInputAtEnd && m_input.size() < feedBelow; };
    const auto isReady = [&] { return !m_output.empty() || m_result || wantsFood(); };
    while (!stop.stop_requested() && !isReady() && !deadline.passed()) {
        m_changed.wait_for(lock, stop,
                           std::min(deadline.remaining() + std::chrono::milliseconds(1),
                                    std::chrono::milliseconds(std::chrono::hours(1))),
                           isReady);
    }
    if (stop.stop_requested()) {
        return Next::Stopped;
    }
    if (deadline.passed() && !m_result) {
        return Next::Overdue; // even where output never ends
    }
    if (!m_output.empty()) {
        return Next::Deliver;
    }
    if (m_result) {
        return Next::Finished;
    }
    return wantsFood() ? Next::Feed : Next::Overdue;
}

bool Conversation::deliver(const Sink &sink)
{
    Piece piece;
    bool wasFull = false;
    {
        const std::scoped_lock lock(m_mutex);
        piece = std::move(m_output.front());
        m_output.pop_front();
        wasFull = m_outputBytes >= mostOutput;
        m_outputBytes -= piece.bytes.size();
    }
    if (wasFull) {
        m_wake();
    }
    return !sink || sink(piece.which, piece.bytes);
}

bool Conversation::feed(const Source &source)
{
    const auto piece = source(mostInput - feedBelow);
    {
        const std::scoped_lock lock(m_mutex);
        if (!piece) {
            m_sourceFailure = piece.error();
        } else {
            m_input += *piece;
            m_isInputAtEnd = piece->isEmpty();
        }
    }
    m_wake();
    return piece.has_value();
}

Conversation::End Conversation::abandon(End end)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isAbandoned = true;
    }
    m_wake();
    return end;
}

Conversation::End Conversation::attend(const Source &source, const Sink &sink, Deadline deadline,
                                       const std::stop_token &stop)
{
    for (;;) {
        switch (wait(static_cast<bool>(source), deadline, stop)) {
        case Next::Deliver:
            if (!deliver(sink)) {
                return abandon(End::Enough);
            }
            break;
        case Next::Feed:
            if (!feed(source)) {
                return abandon(End::SourceFailed);
            }
            break;
        case Next::Finished:
            return End::Finished;
        case Next::Stopped:
            return abandon(End::Stopped);
        case Next::Overdue:
            return abandon(End::Overdue);
        }
    }
}

} // namespace stormdeck::ssh
