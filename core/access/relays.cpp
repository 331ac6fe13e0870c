// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relays.h"

#include "access/relaypump.h"
#include "net/wake.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <thread>

#include <sys/eventfd.h>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Relay)
};

constexpr size_t dialers = 4;
constexpr std::chrono::seconds dialPatience{10};
constexpr std::chrono::seconds betweenIdleLooks{10};

Error tooMany()
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("open a relay"),
            .reason = Text::tr("%1 relays are open already").arg(Relays::mostRelays),
            .code = QStringLiteral("relay.too-many")};
}

/// The clients of one dialling thread, one an engine. Relays that are open may want no other way for hours, and those
/// of a profile that was left are gone.
class Engines
{
public:
    Engines(const docker::EngineClients &make, std::chrono::milliseconds longestUnused)
        : m_make(make), m_longestUnused(longestUnused)
    {
    }

    docker::Client &of(const Machine &machine)
    {
        const QString key = machine.engine.text() + u' ' + machine.engine.certificates + machine.engine.hops.join(u'>');
        auto known = m_clients.find(key);
        if (known == m_clients.end()) {
            known = m_clients.emplace(key, Known{m_make(machine), {}}).first;
        }
        known->second.used = BootClock::now();
        return known->second.client;
    }

    void closeIdle()
    {
        const Instant now = BootClock::now();
        std::erase_if(m_clients, [&](const auto &one) { return now - one.second.used >= m_longestUnused; });
        for (auto &[key, known] : m_clients) {
            known.client.closeIdle();
        }
    }

private:
    struct Known
    {
        docker::Client client;
        Instant used;
    };
    const docker::EngineClients &m_make;
    std::chrono::milliseconds m_longestUnused;
    std::map<QString, Known> m_clients;
};
} // namespace

/// The threads of all relays and what passes between them: notes to the thread that pumps, which alone knows the
/// relays, and ways wanted of those that dial. One lock for both lists; `note` is readable while there are notes.
struct Relays::Hub
{
    using Note = std::function<void(RelayPump &)>;

    Hub(docker::EngineClients maker, std::chrono::milliseconds longest)
        : clients(std::move(maker)), longestUnused(longest), note(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
    }
    Hub(const Hub &) = delete;
    Hub &operator=(const Hub &) = delete;

    void start()
    {
        pumping = std::jthread([this](const std::stop_token &stop) { pump(stop); });
        for (size_t i = 0; i < dialers; ++i) {
            dialling.emplace_back([this](const std::stop_token &stop) { dial(stop); });
        }
    }

    void end()
    {
        for (std::jthread &thread : dialling) {
            thread.request_stop();
        }
        pumping.request_stop();
        dialling.clear();
        pumping = {};
        const std::scoped_lock lock(mutex);
        folder.reset();
    }

    /// Nothing is kept for a thread that does not run.
    void tell(Note one)
    {
        const std::scoped_lock lock(mutex);
        if (folder) {
            notes.push_back(std::move(one));
            eventfd_write(note.number(), 1);
        }
    }

    [[nodiscard]] std::vector<Note> takeNotes()
    {
        const std::scoped_lock lock(mutex);
        eventfd_t count = 0;
        eventfd_read(note.number(), &count);
        return std::exchange(notes, {});
    }

    void pump(const std::stop_token &stop)
    {
        const net::Wake wake(stop);
        RelayPump relays(mostConnections);
        while (!wake.isStopped()) {
            for (const Note &one : takeNotes()) {
                one(relays);
            }
            auto ways = relays.turn({wake.descriptor(), note.number()});
            if (!ways.empty()) {
                want(std::move(ways));
            }
        }
        for (const Note &one : takeNotes()) {
            one(relays); // what they carry is closed with the rest
        }
    }

    void want(std::vector<WantedWay> ways)
    {
        const std::scoped_lock lock(mutex);
        std::erase_if(wanted, [](const WantedWay &one) { return one.isDeserted(); });
        std::move(ways.begin(), ways.end(), std::back_inserter(wanted));
        arrived.notify_all();
    }

    void dial(const std::stop_token &stop)
    {
        Engines engines(clients, longestUnused);
        const auto between = std::min<std::chrono::milliseconds>(betweenIdleLooks, longestUnused);
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            const auto isWanted = [this] { return !wanted.empty(); };
            if (!arrived.wait_for(lock, stop, between, isWanted) || stop.stop_requested()) {
                engines.closeIdle();
                continue;
            }
            const WantedWay way = std::move(wanted.front());
            wanted.pop_front();
            if (way.isDeserted()) {
                continue;
            }
            lock.unlock();
            dialOne(engines.of(way.target.machine), way, stop);
            lock.lock();
        }
    }

    void dialOne(docker::Client &engine, const WantedWay &way, const std::stop_token &stop)
    {
        auto stream = dialRelay(engine, way.target, Deadline::in(dialPatience), stop);
        way.trouble->set(stream ? std::nullopt : std::optional(stream.error()));
        auto given = std::make_shared<std::optional<RelayStream>>();
        if (stream) {
            *given = std::move(*stream);
        }
        tell([pipe = way.pipe, given](RelayPump &pump) { pump.give(pipe, std::move(*given)); });
    }

    /// A place among the relays and a socket for it.
    [[nodiscard]] Result<OpenRelay> prepare(const RelayTarget &target)
    {
        const std::scoped_lock lock(mutex);
        if (open >= mostRelays) {
            return failure(tooMany());
        }
        if (!folder) {
            auto made = RelayFolder::make();
            if (!made) {
                return failure(made.error());
            }
            folder = std::move(*made);
            start();
        }
        auto socket = folder->listen();
        if (!socket) {
            return failure(socket.error());
        }
        ++open;
        return OpenRelay{.id = ++lastId,
                         .target = target,
                         .socket = std::move(*socket),
                         .trouble = std::make_shared<RelayTrouble>(),
                         .opened = BootClock::now()};
    }

    void closeRelay(int id)
    {
        const std::scoped_lock lock(mutex);
        --open;
        if (folder) {
            notes.push_back([id](RelayPump &pump) { pump.close(id); });
            eventfd_write(note.number(), 1);
        }
    }

    const docker::EngineClients clients;
    const std::chrono::milliseconds longestUnused;
    const net::Descriptor note;
    std::mutex mutex;
    std::condition_variable_any arrived;
    std::vector<Note> notes;
    std::deque<WantedWay> wanted; ///< at most mostConnections
    std::optional<RelayFolder> folder;
    int open = 0;
    int lastId = 0;
    std::jthread pumping;
    std::vector<std::jthread> dialling;
};

struct Relay::State
{
    int id;
    RelayTarget target;
    Endpoint endpoint;
    std::shared_ptr<RelayTrouble> trouble;
    std::weak_ptr<Relays::Hub> hub;
};

Relay::Relay(std::shared_ptr<State> state) : m_state(std::move(state)) {}

Relay::~Relay()
{
    if (const auto hub = m_state->hub.lock()) {
        hub->closeRelay(m_state->id);
    }
}

const Endpoint &Relay::endpoint() const
{
    return m_state->endpoint;
}

const RelayTarget &Relay::target() const
{
    return m_state->target;
}

std::optional<Error> Relay::trouble() const
{
    return m_state->trouble->get();
}

Relays::Relays(docker::EngineClients clients, std::chrono::milliseconds longestUnused)
    : m_hub(std::make_shared<Hub>(std::move(clients), longestUnused))
{
}

Relays::Relays() : Relays([](const Machine &machine) { return docker::Client(machine.engine, machine.name); }) {}

Relays::~Relays()
{
    m_hub->end();
}

void Relays::removeAbandoned()
{
    RelayFolder::removeAbandoned();
}

Result<std::unique_ptr<Relay>> Relays::open(docker::Client &engine, const RelayTarget &target, Deadline deadline,
                                            const std::stop_token &stop)
{
    auto first = dialRelay(engine, target, deadline, stop);
    if (!first) {
        return failure(std::move(first.error()));
    }
    auto prepared = m_hub->prepare(target);
    if (!prepared) {
        return failure(std::move(prepared.error()));
    }
    prepared->first = std::move(*first);
    auto state = std::make_shared<Relay::State>(
        Relay::State{prepared->id, target, prepared->socket.endpoint, prepared->trouble, m_hub});
    auto given = std::make_shared<OpenRelay>(std::move(*prepared));
    m_hub->tell([given](RelayPump &pump) { pump.add(std::move(*given)); });
    return std::unique_ptr<Relay>(new Relay(std::move(state)));
}

void Relays::abandon(const QString &machine, const Error &why)
{
    m_hub->tell([machine, why](RelayPump &pump) { pump.abandon(machine, why); });
}

} // namespace stormdeck::access
