// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/driver.h"

#include "net/failures.h"
#include "net/wake.h"
#include "ssh/bridgework.h"
#include "ssh/failures.h"
#include "ssh/listener.h"

#include <algorithm>
#include <csignal>

#include <poll.h>

namespace stormdeck::ssh {

namespace {
constexpr int mostLosses = 2;                      // of a piece of work that had not begun, before it is given up
constexpr std::chrono::seconds reaping{1};         // how long a server may count a session that has ended
constexpr std::chrono::milliseconds putOffFor{50}; // where it had none to spare
constexpr size_t mostAccepted = 32; // connections of tunnels that wait for a channel; the others wait in the system

/// Whether trying again by itself would only ask a person, or a server's patience, once more.
bool isRefusal(const Error &error)
{
    const bool byUs = error.layer == Layer::HostKey || error.layer == Layer::Login;
    return byUs && (error.kind == ErrorKind::Denied || error.kind == ErrorKind::Conflict);
}

/// libssh writes to an agent without MSG_NOSIGNAL: one that has gone away would end the whole program. For the calling
/// thread and those that it starts.
void outliveBrokenPipes()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}
} // namespace

/// Lets others see that a person is being asked.
class Driver::Announcer final : public Asker
{
public:
    Announcer(Asker &asker, std::atomic<bool> &isAsking) : m_asker(asker), m_isAsking(isAsking) {}
    bool acceptsHostKey(const HostKeyQuestion &question, const std::stop_token &stop) override
    {
        m_isAsking = true;
        const bool accepts = m_asker.acceptsHostKey(question, stop);
        m_isAsking = false;
        return accepts;
    }
    QString absence() const override { return m_asker.absence(); }
    bool offersToRemember() const override { return m_asker.offersToRemember(); }
    void tell(const QString &sentence) override { m_asker.tell(sentence); }
    void whileAskedElsewhere(const std::function<void()> &work) override
    {
        m_isAsking = true;
        work();
        m_isAsking = false;
    }
    std::optional<GivenSecret> secret(const SecretQuestion &question, const std::stop_token &stop) override
    {
        m_isAsking = true;
        auto answer = m_asker.secret(question, stop);
        m_isAsking = false;
        return answer;
    }

private:
    Asker &m_asker;
    std::atomic<bool> &m_isAsking;
};

Driver::Driver(HostConfig host, std::shared_ptr<Asker> asker, std::shared_ptr<Answers> answers, Way way,
               Liveness liveness, ChannelLimits limits)
    : m_asker(std::move(asker)), m_answers(std::move(answers)), m_way(std::move(way)), m_liveness(liveness),
      m_limits(limits), m_bell(std::make_shared<const Bell>()), m_host(std::move(host)),
      m_sessionsAtOnce(limits.sessions)
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

Driver::~Driver()
{
    m_thread.request_stop();
    m_bell->ring();
    m_thread.join();
}

void Driver::submit(std::shared_ptr<Work> work)
{
    std::optional<Error> refusal;
    {
        const std::scoped_lock lock(m_mutex);
        refusal = m_refusal;
        if (!refusal) {
            m_waiting.push_back({work});
        }
    }
    if (refusal) {
        work->fail(*refusal);
    }
    m_bell->ring();
}

void Driver::listen(std::shared_ptr<Listener> listener)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_newListeners.push_back(std::move(listener));
    }
    m_bell->ring();
}

HostConfig Driver::host() const
{
    const std::scoped_lock lock(m_mutex);
    return m_host;
}

void Driver::tryAnew()
{
    const std::scoped_lock lock(m_mutex);
    m_refusal.reset();
}

void Driver::renew()
{
    m_isToRenew = true;
    m_bell->ring();
}

void Driver::reconsider(bool byStop)
{
    std::optional<std::stop_source> pointless;
    {
        const std::scoped_lock lock(m_mutex);
        const auto isWanted = [](const Waiting &one) { return one.work->isWanted(); };
        if (std::none_of(m_waiting.begin(), m_waiting.end(), isWanted) && (byStop || !isAsking())) {
            pointless = m_setUp;
        }
    }
    if (pointless) {
        pointless->request_stop(); // not under the lock: it calls back
    }
    m_bell->ring();
}

void Driver::run(const std::stop_token &stop)
{
    outliveBrokenPipes();
    while (!stop.stop_requested()) {
        m_bell->quieten();
        dropUnwanted();
        if (m_isToRenew.exchange(false) && m_active.empty()) {
            m_link.reset();
            m_stage = Stage::Idle;
        }
        const bool hasAccepted = accept();
        if (!m_link && hasWork()) {
            connect(stop);
        } else if (!(m_link && turn()) && !hasAccepted) {
            sleep();
        }
    }
    shutDown();
}

bool Driver::hasWork()
{
    const std::scoped_lock lock(m_mutex);
    return std::any_of(m_waiting.begin(), m_waiting.end(), [](const Waiting &one) { return one.work->isWanted(); });
}

void Driver::dropUnwanted()
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_waiting, [](const Waiting &one) { return !one.work->isWanted(); });
    std::move(m_newListeners.begin(), m_newListeners.end(), std::back_inserter(m_listeners));
    m_newListeners.clear();
    std::erase_if(m_listeners, [](const auto &one) { return one->isClosed(); });
}

/// The way there was made with the session; a host of the same name that is reached otherwise by now keeps it.
Result<void> Driver::configure()
{
    auto host = m_way.configured ? m_way.configured() : Result<HostConfig>(m_host);
    if (!host) {
        return failure(std::move(host.error()));
    }
    m_isWayOutdated = host->jumps != m_host.jumps;
    host->jumps = m_host.jumps;
    const std::scoped_lock lock(m_mutex);
    m_host = std::move(*host);
    return {};
}

Result<std::unique_ptr<Link>> Driver::setUpLink(const std::stop_token &stop)
{
    if (const auto configured = configure(); !configured) {
        return failure(configured.error());
    }
    std::stop_source setUpStop;
    {
        const std::scoped_lock lock(m_mutex);
        m_setUp = setUpStop;
    }
    const std::stop_callback end(stop, [setUpStop]() mutable { setUpStop.request_stop(); });
    Announcer asker(*m_asker, m_isAsking);
    auto link = setUp({.host = m_host,
                       .asker = asker,
                       .answers = *m_answers,
                       .dial = m_way.dial,
                       .liveness = m_liveness,
                       .enter = [this](Stage stage) { m_stage = stage; }},
                      setUpStop.get_token());
    {
        const std::scoped_lock lock(m_mutex);
        m_setUp.reset();
    }
    const bool isOutdated = !link && m_isWayOutdated && link.error().kind != ErrorKind::Cancelled;
    return isOutdated ? failure(wayOutdated(link.error())) : std::move(link);
}

void Driver::connect(const std::stop_token &stop)
{
    auto link = setUpLink(stop);
    m_stage = link ? Stage::Up : Stage::Idle;
    if (link) {
        m_link = std::move(*link);
        m_sessionsAtOnce = m_limits.sessions;
    } else if (link.error().kind != ErrorKind::Cancelled) { // whoever came meanwhile is still to be served
        refuseAll(link.error());
    }
}

void Driver::refuseAll(const Error &reason)
{
    std::deque<Waiting> refused;
    {
        const std::scoped_lock lock(m_mutex);
        refused.swap(m_waiting);
        if (isRefusal(reason)) {
            m_refusal = reason;
        }
    }
    for (const Waiting &one : refused) {
        one.work->fail(reason);
    }
}

bool Driver::accept()
{
    size_t waiting = 0;
    {
        const std::scoped_lock lock(m_mutex);
        waiting = m_waiting.size();
    }
    bool moved = false;
    m_mayAccept = waiting < mostAccepted;
    for (const auto &listener : m_listeners) {
        while (waiting < mostAccepted) {
            auto local = listener->accept();
            if (!local) {
                break;
            }
            submit(std::make_shared<BridgeWork>(
                std::move(*local), listener->remote(), m_host.text(),
                BridgeWork::Owner{[listener] { return !listener->isClosed(); },
                                  [listener](const std::optional<Error> &failure) { listener->note(failure); }}));
            ++waiting;
            moved = true;
        }
    }
    return moved;
}

/// Work that the server had no session for waits on, with fewer of them at once; where this one alone was too much, it
/// fails.
void Driver::putOff()
{
    for (auto it = m_active.begin(); it != m_active.end();) {
        const auto shortage = it->work->takeShortage();
        if (!shortage) {
            ++it;
            continue;
        }
        Active refused = std::move(*it);
        it = m_active.erase(it);
        const auto others = std::count_if(m_active.begin(), m_active.end(),
                                          [](const Active &one) { return one.work->kind() == ChannelKind::Session; });
        const Instant now = BootClock::now();
        if (others == 0 && !(m_ended && now < *m_ended + reaping)) {
            refused.work->fail(*shortage);
            continue;
        }
        m_sessionsAtOnce = std::max(1, static_cast<int>(others));
        m_nextSession = now + putOffFor;
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_front(std::move(refused));
    }
}

void Driver::dropDone()
{
    const auto isDone = [this](const Active &one) {
        if (one.work->isDone() && one.work->kind() == ChannelKind::Session) {
            m_ended = BootClock::now();
        }
        return one.work->isDone();
    };
    std::erase_if(m_active, isDone);
}

void Driver::admit()
{
    const int mostSessions = BootClock::now() < m_nextSession ? 0 : m_sessionsAtOnce;
    int sessions = 0;
    int forwards = 0;
    for (const Active &one : m_active) {
        ++(one.work->kind() == ChannelKind::Session ? sessions : forwards);
    }
    const std::scoped_lock lock(m_mutex);
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const bool isSession = it->work->kind() == ChannelKind::Session;
        int &count = isSession ? sessions : forwards;
        if (count >= (isSession ? mostSessions : m_limits.forwards)) {
            ++it;
            continue;
        }
        ++count;
        m_active.push_back(std::move(*it));
        it = m_waiting.erase(it);
    }
}

bool Driver::turn()
{
    bool moved = m_link->pump();
    if (!m_link->isLost()) {
        admit();
        for (const Active &one : m_active) {
            moved = one.work->step(*m_link) || moved;
        }
        putOff();
        dropDone();
        m_link->keepAlive();
    }
    if (m_link->isLost()) {
        loseLink();
        return true;
    }
    return moved;
}

void Driver::loseLink()
{
    const Error reason = m_link->failure();
    for (Active &one : m_active) {
        if (!one.work->lose(reason)) {
            continue;
        }
        if (++one.losses >= mostLosses) {
            one.work->fail(reason);
            continue;
        }
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back(std::move(one));
    }
    m_active.clear();
    m_link.reset();
    m_stage = Stage::Idle;
}

void Driver::sleep()
{
    std::vector<pollfd> polled{{m_bell->descriptor(), POLLIN, 0}};
    int milliseconds = -1;
    if (m_link) {
        polled.push_back(m_link->watched());
        const bool isPutOff = BootClock::now() < m_nextSession;
        milliseconds = net::pollTime(Deadline(isPutOff ? m_nextSession : m_link->nextKeepAlive()));
    }
    for (const auto &listener : m_listeners) {
        polled.push_back({listener->descriptor(), static_cast<short>(m_mayAccept ? POLLIN : 0), 0});
    }
    const size_t own = polled.size();
    for (const Active &one : m_active) {
        one.work->watch(polled);
    }
    poll(polled.data(), polled.size(), net::wakeable(milliseconds, m_bell->descriptor()));
    for (size_t i = own; i < polled.size(); ++i) {
        for (const Active &one : m_active) {
            if (polled[i].revents != 0) {
                one.work->notice(polled[i]);
            }
        }
    }
}

void Driver::shutDown()
{
    const Error reason = net::stopped(m_host.text());
    for (const Active &one : m_active) {
        if (one.work->lose(reason)) {
            one.work->fail(reason);
        }
    }
    m_active.clear();
    refuseAll(reason);
    dropUnwanted(); // takes in the newest listeners
    for (const auto &listener : m_listeners) {
        listener->end();
    }
    m_link.reset();
    m_stage = Stage::Idle;
}

} // namespace stormdeck::ssh
