// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

namespace stormdeck::wizards {

/// Runs waiting functions of core off the GUI thread and hands their results back on it. Made once by the application
/// and given to the windows, which it outlives. Belongs to the GUI thread.
///
/// A call is bound to a context object: when that dies the call is asked to stop and its result is dropped. The
/// destructor asks every call to stop and waits for all of them, so nothing runs on after it.
class Background : public QObject
{
    Q_OBJECT

    struct Job
    {
        std::stop_source stop;
        QPointer<QObject> context;
        QMetaObject::Connection onContextGone;
        bool dropped = false;
    };
    using Delivery = std::function<void()>;

public:
    /// A started call. Copies mean the same call; a default one means none. For the GUI thread.
    class Call
    {
    public:
        Call() = default;
        /// Asks it to stop; what it returns is still delivered.
        void requestStop() const;
        /// Asks it to stop and drops its result.
        void cancel();
        /// Whether its result is still to come.
        [[nodiscard]] bool isPending() const;

    private:
        friend class Background;
        explicit Call(std::weak_ptr<Job> job) : m_job(std::move(job)) {}
        std::weak_ptr<Job> m_job;
    };

    explicit Background(QObject *parent = nullptr);
    ~Background() override;

    /// Calls `work(std::stop_token)` on a thread of the pool, then `done(result)` on the GUI thread while `context`
    /// lives. `work` must not touch what belongs to the GUI thread; `done` is destroyed on either thread.
    template <typename Work, typename Done>
    Call run(QObject *context, Work work, Done done)
    {
        return start(context,
                     [work = std::move(work), done = std::move(done)](const std::stop_token &stop) -> Delivery {
                         auto result = std::make_shared<decltype(work(stop))>(work(stop));
                         return [result, done] { done(std::move(*result)); };
                     });
    }

    /// Destroys it on a thread of the pool: for what joins threads of its own when it goes. What it refers to must
    /// outlive this.
    template <typename T>
    void destroy(std::unique_ptr<T> object)
    {
        run(
            this,
            [owned = std::make_shared<std::unique_ptr<T>>(std::move(object))](const std::stop_token &) {
                owned->reset();
                return true;
            },
            [](bool) {});
    }

    /// Calls that have not come back yet, the dropped ones too.
    [[nodiscard]] int running() const { return int(m_jobs.size()); }

private:
    Call start(QObject *context, std::function<Delivery(const std::stop_token &)> work);
    void deliver(const std::shared_ptr<Job> &job, const Delivery &delivery);

    std::vector<std::shared_ptr<Job>> m_jobs;
    QThreadPool m_pool;
};

} // namespace stormdeck::wizards
