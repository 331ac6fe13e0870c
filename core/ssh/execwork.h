// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/conversation.h"
#include "ssh/work.h"

#include <atomic>

namespace stormdeck::ssh {

/// A command on the other side: opens a channel, asks for the command, carries input and output, waits for its end.
/// A call that gives up gets the command a TERM.
class ExecWork final : public Work
{
public:
    ExecWork(std::shared_ptr<Conversation> conversation, QByteArray line, QString target);

    [[nodiscard]] ChannelKind kind() const override { return ChannelKind::Session; }
    bool step(Link &link) override;
    [[nodiscard]] bool isDone() const override { return m_state == State::Done; }
    [[nodiscard]] bool isWanted() const override { return !m_conversation->isAbandoned(); }
    bool lose(const Error &reason) override;
    [[nodiscard]] std::optional<Error> takeShortage() override { return std::exchange(m_shortage, std::nullopt); }
    void fail(const Error &reason) override;

    /// From any thread: whether the other side may have got the command.
    [[nodiscard]] bool isSent() const { return m_isSent; }
    // After the conversation has finished.
    [[nodiscard]] std::optional<int> exitCode() const { return m_exitCode; }
    [[nodiscard]] QString signal() const { return m_signal; }

private:
    enum class State { Opening, Requesting, Running, Done };
    bool open(Link &link);
    bool request();
    bool run(Link &link);
    bool readOutput(Output which);
    bool writeInput(Link &link);
    void giveUp();
    void end(Result<void> result);

    std::shared_ptr<Conversation> m_conversation;
    QByteArray m_line;
    QString m_target;
    State m_state = State::Opening;
    std::unique_ptr<Channel> m_channel;
    std::optional<Error> m_shortage;
    QByteArray m_unsent;
    bool m_isEndSent = false;
    std::atomic<bool> m_isSent = false;
    std::optional<int> m_exitCode;
    QString m_signal;
};

} // namespace stormdeck::ssh
