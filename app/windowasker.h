// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/asker.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <variant>

namespace stormdeck::app {

/// Where the questions of SSH sessions wait for the person at a window. A session's thread waits here; the window takes
/// one after the other (windowquestions.h). Thread-safe by one lock. Once it is closed every answer is no.
class WindowAsker final : public ssh::Asker
{
public:
    /// Something to be read, which nobody waits for.
    struct Notice
    {
        QString sentence;
    };
    using Question = std::variant<ssh::HostKeyQuestion, ssh::SecretQuestion, Notice>;
    /// The answer: nothing is no; a host key is accepted by any secret.
    using Answer = std::optional<ssh::GivenSecret>;

    // A session's thread.
    [[nodiscard]] bool acceptsHostKey(const ssh::HostKeyQuestion &question, const std::stop_token &stop) override;
    [[nodiscard]] std::optional<ssh::GivenSecret> secret(const ssh::SecretQuestion &question,
                                                         const std::stop_token &stop) override;
    [[nodiscard]] QString absence() const override;
    [[nodiscard]] bool offersToRemember() const override { return true; }
    void tell(const QString &sentence) override;

    // The window.
    /// `news` is called after each change, on any thread and under the lock: it may only post.
    void listen(std::function<void()> news);
    /// Number and text of the question to ask now; nothing where there is none.
    [[nodiscard]] std::optional<std::pair<int, Question>> first() const;
    /// Passed over where nobody waits for it any more. Of a notice: it has been read.
    void answer(int number, Answer answer);
    /// Answers no to all and to whatever comes.
    void close();

private:
    struct Open
    {
        int number;
        Question question;
        bool isAnswered = false;
        Answer answer;
    };
    [[nodiscard]] Answer ask(Question question, const std::stop_token &stop);
    void announce() const;

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_answered;
    std::deque<std::shared_ptr<Open>> m_open; ///< as many as there are sessions, and 16 notices, at most
    std::function<void()> m_news;
    int m_lastNumber = 0;
    bool m_isClosed = false;
};

} // namespace stormdeck::app
