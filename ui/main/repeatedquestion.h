// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "util/result.h"
#include "wizards/background.h"

#include <QTimer>
#include <QWidget>

#include <optional>

namespace stormdeck::ui {

/// What a window asks every `pace` while it can be seen: keeps the last good answer, how old that is, and why the last
/// try failed where it did. Belongs to its window. GUI thread; the question is asked on a thread of the pool.
template <typename Answer>
class RepeatedQuestion
{
public:
    /// Called and destroyed on threads of the pool, at times by two at once while the first was asked to stop.
    using Question = std::function<Result<Answer>(const std::stop_token &stop)>;

    /// `window`, `background` and `clock` outlive this; `changed` is called with every answer and where one is forgotten.
    RepeatedQuestion(QWidget &window, wizards::Background &background, const Clock &clock,
                     std::chrono::milliseconds pace, std::function<void()> changed)
        : m_window(window), m_background(background), m_clock(clock), m_pace(pace), m_changed(std::move(changed))
    {
        m_next.setSingleShot(true);
        QObject::connect(&m_next, &QTimer::timeout, &m_next, [this] { askIfSeen(); });
    }
    ~RepeatedQuestion() { letGo(); }
    RepeatedQuestion(const RepeatedQuestion &) = delete;
    RepeatedQuestion &operator=(const RepeatedQuestion &) = delete;

    /// Asks this from now on, at once for the first time. What another question was answered is forgotten.
    void begin(Question question)
    {
        letGo();
        m_question = std::make_shared<const Question>(std::move(question));
        m_age = {};
        m_age.lifetime = 3 * m_pace;
        m_answer.reset();
        m_changed();
        ask();
    }
    /// Now, whatever is still asked.
    void ask()
    {
        m_next.stop();
        m_call.cancel();
        m_call = m_background.run(
            &m_window, [question = m_question](const std::stop_token &stop) { return (*question)(stop); },
            [this](const Result<Answer> &answer) { take(answer); });
    }
    /// The last good one.
    [[nodiscard]] const std::optional<Answer> &answer() const { return m_answer; }
    [[nodiscard]] const cluster::SourceAge &age() const { return m_age; }
    [[nodiscard]] bool isOld() const { return ageState(m_age, m_clock.now()) == cluster::AgeState::Stale; }

private:
    static constexpr std::chrono::milliseconds untilSeen{1000};

    void askIfSeen()
    {
        if (m_window.isVisible() && !m_window.isMinimized()) {
            ask();
        } else {
            m_next.start(untilSeen);
        }
    }
    void take(const Result<Answer> &answer)
    {
        const Instant now = m_clock.now();
        if (answer) {
            m_answer = *answer;
            takeAnswer(m_age, now, m_clock.wall());
        } else {
            takeFailure(m_age, answer.error(), now);
        }
        m_age.nextTry = now + m_pace;
        m_next.start(m_pace);
        m_changed();
    }
    /// It may hold connections: goes elsewhere than here.
    void letGo()
    {
        m_call.cancel();
        if (m_question) {
            m_background.destroy(std::make_unique<std::shared_ptr<const Question>>(std::move(m_question)));
        }
    }

    QWidget &m_window;
    wizards::Background &m_background;
    const Clock &m_clock;
    std::chrono::milliseconds m_pace;
    std::function<void()> m_changed;
    std::shared_ptr<const Question> m_question;
    wizards::Background::Call m_call;
    cluster::SourceAge m_age;
    std::optional<Answer> m_answer;
    QTimer m_next;
};

} // namespace stormdeck::ui
