// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychain.h"

#include "secrets/keychainrequest.h"

#include <QEventLoop>

#include <deque>
#include <future>
#include <thread>

#include <qt6keychain/keychain.h>

namespace stormdeck::secrets {

namespace {
using Act = KeychainRequest::Act;
using How = KeychainRequest::How;
using RequestPtr = std::shared_ptr<KeychainRequest>;

How howOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return How::Done;
    case QKeychain::EntryNotFound:
        return How::NotThere;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return How::Denied;
    default:
        return How::Failed;
    }
}

/// Goes by itself after it has finished.
QKeychain::Job *jobOf(const KeychainRequest &request, const QString &service)
{
    QKeychain::Job *job = nullptr;
    switch (request.act()) {
    case Act::Read:
        job = new QKeychain::ReadPasswordJob(service);
        break;
    case Act::Write: {
        auto *writing = new QKeychain::WritePasswordJob(service);
        writing->setTextData(request.secret().expose());
        job = writing;
        break;
    }
    case Act::Remove:
        job = new QKeychain::DeletePasswordJob(service);
        break;
    }
    job->setKey(request.key());
    return job;
}

KeychainRequest::Ending endingOf(const QKeychain::Job &job)
{
    const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
    const bool hasSecret = reading != nullptr && job.error() == QKeychain::NoError;
    return {howOf(job.error()), job.errorString(), hasSecret ? Secret(reading->textData()) : Secret()};
}

/// Does the requests one after the other. Belongs to the keychain's thread.
class Desk final : public QObject
{
public:
    explicit Desk(QString service) : m_service(std::move(service)) {}

    void take(RequestPtr request)
    {
        m_waiting.push_back(std::move(request));
        next();
    }

private:
    void next()
    {
        while (!m_current && !m_waiting.empty()) {
            m_current = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_current->begin() ? start() : m_current.reset();
        }
    }

    /// One that never finishes holds up all the others, as QtKeychain itself does; their callers have deadlines.
    void start()
    {
        QKeychain::Job *job = jobOf(*m_current, m_service);
        connect(job, &QKeychain::Job::finished, this, [this](const QKeychain::Job *finished) {
            m_current->end(endingOf(*finished));
            m_current.reset();
            next();
        });
        job->start();
    }

    QString m_service;
    std::deque<RequestPtr> m_waiting;
    RequestPtr m_current;
};
} // namespace

class Keychain::Thread
{
public:
    explicit Thread(QString service) : m_service(std::move(service)) {}

    Result<KeychainRequest::Ending> ask(RequestPtr request, const Deadline &deadline, const std::stop_token &stop)
    {
        std::call_once(m_started, [this] { start(); });
        QMetaObject::invokeMethod(
            m_desk, [desk = m_desk, request] { desk->take(request); }, Qt::QueuedConnection);
        return request->await(deadline, stop);
    }

private:
    void start()
    {
        std::promise<Desk *> made;
        std::future<Desk *> desk = made.get_future();
        // The promise goes with the thread, which may still be at work on it when the answer is here.
        m_thread =
            std::jthread([this, made = std::move(made)](const std::stop_token &stop) mutable { run(made, stop); });
        m_desk = desk.get();
    }

    /// A job that still runs at the end is left alone: what it uses below would answer to freed memory.
    void run(std::promise<Desk *> &made, const std::stop_token &stop) const
    {
        QEventLoop loop;
        Desk desk(m_service);
        const std::stop_callback quit(
            stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        made.set_value(&desk);
        loop.exec();
    }

    QString m_service;
    std::once_flag m_started;
    Desk *m_desk = nullptr; ///< lives as long as the thread
    std::jthread m_thread;
};

Keychain::Keychain(QString service) : m_thread(std::make_unique<Thread>(std::move(service))) {}

Keychain::~Keychain() = default;

Result<std::optional<Secret>> Keychain::read(const SecretName &name, const Deadline &deadline,
                                             const std::stop_token &stop)
{
    auto ending = m_thread->ask(std::make_shared<KeychainRequest>(Act::Read, keyOf(name)), deadline, stop);
    if (!ending) {
        return failure(ending.error());
    }
    return ending->how == How::Done ? std::optional(std::move(ending->secret)) : std::nullopt;
}

Result<void> Keychain::write(const SecretName &name, const Secret &secret, const Deadline &deadline,
                             const std::stop_token &stop)
{
    const auto ending =
        m_thread->ask(std::make_shared<KeychainRequest>(Act::Write, keyOf(name), secret), deadline, stop);
    return ending ? Result<void>() : failure(ending.error());
}

Result<void> Keychain::remove(const SecretName &name, const Deadline &deadline, const std::stop_token &stop)
{
    const auto ending = m_thread->ask(std::make_shared<KeychainRequest>(Act::Remove, keyOf(name)), deadline, stop);
    return ending ? Result<void>() : failure(ending.error());
}

} // namespace stormdeck::secrets
