// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/background.h"

#include <algorithm>

namespace stormdeck::wizards {

namespace {
// Calls wait for networks and files rather than compute, so there are more of them than cores.
constexpr int Threads = 32;
} // namespace

void Background::Call::requestStop() const
{
    if (const auto job = m_job.lock()) {
        job->stop.request_stop();
    }
}

void Background::Call::cancel()
{
    if (const auto job = m_job.lock()) {
        job->dropped = true;
        job->stop.request_stop();
    }
    m_job.reset();
}

bool Background::Call::isPending() const
{
    const auto job = m_job.lock();
    return job && !job->dropped;
}

Background::Background(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(Threads);
}

Background::~Background()
{
    for (const auto &job : m_jobs) {
        job->stop.request_stop();
    }
    m_pool.waitForDone();
}

Background::Call Background::start(QObject *context, std::function<Delivery(const std::stop_token &)> work)
{
    const auto job = std::make_shared<Job>();
    job->context = context;
    m_jobs.push_back(job);
    job->onContextGone =
        connect(context, &QObject::destroyed, this, [weak = std::weak_ptr(job)] { Call(weak).cancel(); });
    // The pool is waited for before this object goes, so posting to it is safe at any time.
    m_pool.start([this, job, work = std::move(work)] {
        Delivery delivery = work(job->stop.get_token());
        QMetaObject::invokeMethod(
            this, [this, job, delivery = std::move(delivery)] { deliver(job, delivery); }, Qt::QueuedConnection);
    });
    return Call(job);
}

void Background::deliver(const std::shared_ptr<Job> &job, const Delivery &delivery)
{
    std::erase(m_jobs, job);
    disconnect(job->onContextGone);
    const bool wanted = job->context && !job->dropped;
    job->dropped = true; // no longer pending, for those who ask from within the delivery
    if (wanted) {
        delivery();
    }
}

} // namespace stormdeck::wizards
