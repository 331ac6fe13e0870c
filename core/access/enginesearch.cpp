// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/enginesearch.h"

#include "util/cancelled.h"
#include "util/sidebyside.h"

#include <QCoreApplication>

#include <mutex>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

/// Threads that ask engines: most clusters have fewer.
constexpr size_t mostAtOnce = 32;

using Fits = std::function<bool(const docker::EngineInfo &)>;

/// One search, done by several threads.
class Search
{
public:
    Search(const std::vector<docker::Client *> &engines, const Fits &fits)
        : m_engines(engines), m_fits(fits), m_answers(engines.size())
    {
    }

    void end() { m_over.request_stop(); }

    void ask(size_t index)
    {
        if (!m_over.stop_requested()) {
            take(index, m_engines[index]->info(m_over.get_token()));
        }
    }

    /// After all threads are done.
    EngineSearch result()
    {
        EngineSearch search{.found = m_found, .answers = {}};
        for (std::optional<Result<docker::EngineInfo>> &answer : m_answers) {
            if (answer) {
                search.answers.push_back(std::move(*answer));
            } else {
                search.answers.push_back(failure(cancelled(Text::tr("find a manager of the swarm"))));
            }
        }
        return search;
    }

private:
    void take(size_t index, Result<docker::EngineInfo> answer)
    {
        const std::scoped_lock lock(m_mutex);
        m_answers[index] = std::move(answer);
        while (!m_found && m_settled < m_answers.size() && m_answers[m_settled]) {
            const Result<docker::EngineInfo> &next = *m_answers[m_settled];
            if (next && m_fits(*next)) {
                m_found = m_settled;
                end();
            }
            ++m_settled;
        }
    }

    const std::vector<docker::Client *> &m_engines;
    const Fits &m_fits;
    std::stop_source m_over;
    std::mutex m_mutex; ///< guards what follows
    std::vector<std::optional<Result<docker::EngineInfo>>> m_answers;
    size_t m_settled = 0; ///< before it all have answered
    std::optional<size_t> m_found;
};
} // namespace

EngineSearch findEngine(const std::vector<docker::Client *> &engines, const Fits &fits, const std::stop_token &stop)
{
    Search search(engines, fits);
    {
        const std::stop_callback ended(stop, [&search] { search.end(); });
        sideBySide(engines.size(), mostAtOnce, [&search](size_t index) { search.ask(index); });
    }
    return search.result();
}

} // namespace stormdeck::access
