// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/conversation.h"
#include "ssh/work.h"

namespace stormdeck::ssh {

/// Wants a connection and nothing over it.
class OpenWork final : public Work
{
public:
    explicit OpenWork(std::shared_ptr<Conversation> conversation) : m_conversation(std::move(conversation)) {}
    [[nodiscard]] ChannelKind kind() const override { return ChannelKind::Forward; }
    bool step(Link &) override { return end({}); }
    [[nodiscard]] bool isDone() const override { return m_isDone; }
    [[nodiscard]] bool isWanted() const override { return !m_conversation->isAbandoned(); }
    bool lose(const Error &) override { return isWanted(); }
    void fail(const Error &reason) override { end(failure(reason)); }

private:
    bool end(Result<void> result)
    {
        m_isDone = true;
        m_conversation->finish(std::move(result));
        return true;
    }
    std::shared_ptr<Conversation> m_conversation;
    bool m_isDone = false;
};

} // namespace stormdeck::ssh
