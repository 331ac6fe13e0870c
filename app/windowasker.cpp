// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowasker.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WindowAsker)
};

constexpr int mostNotices = 16;

template <typename Open>
bool isNotice(const Open &open)
{
    return std::holds_alternative<WindowAsker::Notice>(open->question);
}
} // namespace

bool WindowAsker::acceptsHostKey(const ssh::HostKeyQuestion &question, const std::stop_token &stop)
{
    return ask(question, stop).has_value();
}

std::optional<ssh::GivenSecret> WindowAsker::secret(const ssh::SecretQuestion &question, const std::stop_token &stop)
{
    return ask(question, stop);
}

void WindowAsker::tell(const QString &sentence)
{
    const std::scoped_lock lock(m_mutex);
    const auto notices = std::count_if(m_open.begin(), m_open.end(), [](const auto &open) { return isNotice(open); });
    if (!m_isClosed && notices < mostNotices) {
        m_open.push_back(std::make_shared<Open>(Open{++m_lastNumber, Notice{sentence}}));
        announce();
    }
}

QString WindowAsker::absence() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isClosed ? Text::tr("the window was closed") : QString();
}

WindowAsker::Answer WindowAsker::ask(Question question, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (m_isClosed) {
        return std::nullopt;
    }
    const auto open = std::make_shared<Open>(Open{++m_lastNumber, std::move(question)});
    m_open.push_back(open);
    announce();
    m_answered.wait(lock, stop, [&open] { return open->isAnswered; });
    std::erase(m_open, open);
    announce();
    return std::move(open->answer);
}

void WindowAsker::announce() const
{
    if (m_news) {
        m_news();
    }
}

void WindowAsker::listen(std::function<void()> news)
{
    const std::scoped_lock lock(m_mutex);
    m_news = std::move(news);
}

std::optional<std::pair<int, WindowAsker::Question>> WindowAsker::first() const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_open.begin(), m_open.end(), [](const auto &open) { return !open->isAnswered; });
    return found == m_open.end() ? std::nullopt : std::optional(std::pair((*found)->number, (*found)->question));
}

void WindowAsker::answer(int number, Answer answer)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &open : m_open) {
        if (open->number == number) {
            open->answer = std::move(answer);
            open->isAnswered = true;
        }
    }
    std::erase_if(m_open, [](const auto &open) { return open->isAnswered && isNotice(open); });
    m_answered.notify_all();
}

void WindowAsker::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosed = true;
    m_news = nullptr;
    for (const auto &open : m_open) {
        open->isAnswered = true;
    }
    m_answered.notify_all();
}

} // namespace stormdeck::app
