// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/tunnels.h"

#include <QCoreApplication>

#include <thread>

namespace stormdeck::access {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tunnels)
};

constexpr std::chrono::seconds openPatience{6};
constexpr std::chrono::seconds lookPatience{2};

class Nobody final : public ssh::Asker
{
public:
    bool acceptsHostKey(const ssh::HostKeyQuestion &, const std::stop_token &) override { return false; }
    std::optional<ssh::GivenSecret> secret(const ssh::SecretQuestion &, const std::stop_token &) override { return {}; }
    QString absence() const override { return Text::tr("nobody can be asked here"); }
};

std::shared_ptr<ssh::Asker> orNobody(std::shared_ptr<ssh::Asker> asker)
{
    return asker ? std::move(asker) : std::make_shared<Nobody>();
}

/// Where there is no way in at all.
http::Detour closed(const Error &why)
{
    return {Endpoint::unixSocket(QStringLiteral("/dev/null/closed")),
            [why](const Error &, const std::stop_token &) { return std::optional(why); }};
}

ssh::Target targetOf(const Endpoint &engine)
{
    return {.user = engine.user, .host = engine.host, .port = engine.port};
}

Result<std::vector<ssh::Target>> hopsOf(const Endpoint &engine)
{
    std::vector<ssh::Target> hops;
    for (const QString &hop : engine.hops) {
        const auto target = ssh::parseTarget(hop);
        if (!target) {
            return failure(target.error());
        }
        hops.push_back(*target);
    }
    return hops;
}

/// Where it leads and over which hosts.
QString keyOf(const Endpoint &engine)
{
    return (engine.hops + QStringList{engine.text()}).join(u'>');
}

void openOne(ssh::Session &session, const std::stop_token &stop)
{
    bool isAsking = true;
    while (isAsking && !stop.stop_requested()) {
        const auto opened = session.open(Deadline::in(openPatience), stop);
        isAsking = !opened && opened.error().code == QStringLiteral("ssh.question-open");
    }
}
} // namespace

/// A tunnel to one engine.
struct Tunnels::Way
{
    std::shared_ptr<ssh::Session> session;
    ssh::Tunnel tunnel;
    Endpoint remote;

    /// Clients replace the target by their own, so a host before this one has to stand in the reason.
    [[nodiscard]] Error located(Error error) const
    {
        if (error.target != session->host().text()) {
            error.reason = Text::tr("on the way, at %1: %2").arg(error.target, error.reason);
        }
        return error;
    }

    [[nodiscard]] std::optional<Error> trouble(const Error &seen, const std::stop_token &stop) const
    {
        if (const auto pending = session->pending()) {
            return located(*pending);
        }
        const auto refusal = tunnel.lastFailure();
        const bool isOfTheEngine = seen.kind == ErrorKind::Deadline && session->isUp();
        if (!refusal || isOfTheEngine) {
            return std::nullopt;
        }
        return located(session->lookInto(remote, *refusal, Deadline::in(lookPatience), stop));
    }
};

Tunnels::Tunnels(std::shared_ptr<ssh::Asker> asker, const ssh::ConfigFiles &files, ssh::Liveness liveness,
                 std::shared_ptr<secrets::SavedSecrets> saved, std::chrono::seconds longestIdle)
    : m_asker(orNobody(std::move(asker))),
      m_answers(saved ? std::make_shared<ssh::Answers>(std::move(saved)) : std::make_shared<ssh::Answers>()),
      m_sessions(m_asker, files, liveness, m_answers), m_longestIdle(longestIdle)
{
}

docker::Client Tunnels::client(const Machine &machine)
{
    if (machine.engine.kind != Endpoint::Kind::Ssh) {
        return docker::Client(machine.engine, machine.name);
    }
    const auto way = wayTo(machine.engine);
    http::Detour detour = way ? http::Detour{(*way)->tunnel.endpoint(),
                                             [way = *way](const Error &seen, const std::stop_token &stop) {
                                                 return way->trouble(seen, stop);
                                             },
                                             m_longestIdle}
                              : closed(way.error());
    return docker::Client(http::Client(machine.engine, machine.name, mostOfAClient, std::move(detour)));
}

Result<Host> Tunnels::host(const Machine &machine)
{
    const auto way = session(machine);
    if (!way) {
        return failure(way.error());
    }
    return Host({.session = *way,
                 .asker = m_asker,
                 .passwords = m_answers,
                 .isRoot = (*way)->host().user == QStringLiteral("root")});
}

Result<std::shared_ptr<ssh::Session>> Tunnels::session(const Machine &machine)
{
    const Endpoint &engine = machine.engine;
    if (engine.kind != Endpoint::Kind::Ssh) {
        return failure({.kind = ErrorKind::Rejected,
                        .layer = Layer::Local,
                        .attempted = Text::tr("log in by SSH"),
                        .target = machine.name,
                        .reason = Text::tr("it is reached by %1").arg(engine.text()),
                        .remedy = Text::tr("Name it as ssh://user@host."),
                        .code = QStringLiteral("machine.no-ssh")});
    }
    return sessionTo(engine);
}

Result<std::shared_ptr<ssh::Session>> Tunnels::sessionTo(const Endpoint &engine)
{
    const auto through = hopsOf(engine);
    return through ? m_sessions.to(targetOf(engine), *through) : failure(through.error());
}

Result<std::shared_ptr<Tunnels::Way>> Tunnels::wayTo(const Endpoint &engine)
{
    const QString key = keyOf(engine);
    std::unique_lock lock(m_mutex);
    if (auto way = knownWay(key)) {
        return way;
    }
    lock.unlock(); // to make one reads the disk, and a window that asks again must not wait for that
    auto made = makeWay(engine);
    lock.lock();
    if (auto way = knownWay(key)) { // made by another thread meanwhile
        return way;
    }
    std::erase_if(m_ways, [](const auto &one) { return one.second.expired(); });
    if (made) {
        m_ways[key] = *made;
    }
    return made;
}

/// Call under the lock. Null where there is none.
std::shared_ptr<Tunnels::Way> Tunnels::knownWay(const QString &key) const
{
    const auto known = m_ways.find(key);
    return known == m_ways.end() ? nullptr : known->second.lock();
}

Result<std::shared_ptr<Tunnels::Way>> Tunnels::makeWay(const Endpoint &engine)
{
    auto session = sessionTo(engine);
    if (!session) {
        return failure(session.error());
    }
    const Endpoint remote = Endpoint::unixSocket(engine.path);
    auto tunnel = (*session)->forward(remote);
    if (!tunnel) {
        return failure(tunnel.error());
    }
    return std::make_shared<Way>(Way{std::move(*session), std::move(*tunnel), remote});
}

void Tunnels::open(const std::vector<Machine> &machines, const std::stop_token &stop)
{
    std::vector<std::jthread> opening;
    for (const Machine &machine : machines) {
        const auto way = machine.engine.kind == Endpoint::Kind::Ssh ? wayTo(machine.engine) : failure({});
        if (way) {
            opening.emplace_back([&stop, session = (*way)->session] { openOne(*session, stop); });
        }
    }
}

void Tunnels::askAgain()
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &[engine, known] : m_ways) {
        if (const auto way = known.lock()) {
            way->session->askAgain();
        }
    }
}

} // namespace stormdeck::access
