// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "util/backoff.h"
#include "watch/store.h"

/// One look of each source at its plane: ask, and put what came into the store. Each belongs to one thread with its
/// own clients. The return value says whether the next look may wait for its usual time.
namespace stormdeck::watch {

/// GET /version and /info of every machine that is due, all at once. Each engine has a back-off of its own: a silent
/// one slows nobody else down.
class EnginesSource
{
public:
    /// `usual`: the back-off that each engine begins with. Relays over an engine that stops answering are abandoned;
    /// the first look makes the clients and removes what killed consoles left.
    EnginesSource(const std::vector<Machine> &machines, const Backoff &usual, Store &store,
                  std::shared_ptr<access::Ways> ways = {});
    bool look(const std::stop_token &stop);
    /// All are due, and so are the certificates: somebody does not want to wait.
    void hurry();

private:
    struct Engine
    {
        Machine machine;
        std::optional<docker::Client> client;
        Backoff backoff;
        Instant due{};
    };
    void prepare();
    void take(Engine &engine, Result<docker::EngineAnswer> answer);
    /// Certificates change by hand only: once an hour is often enough, and whenever somebody does not want to wait.
    void inspectCertificates(Instant now);

    std::vector<Engine> m_engines;
    bool m_isPrepared = false;
    QMap<QString, QString> m_folders; ///< of certificates, by machine
    Instant m_inspectNext{};
    Store &m_store;
    std::shared_ptr<access::Ways> m_ways;
};

/// The swarm by a manager, always the same swarm as long as it is there. Where no engine is in a swarm there is nothing
/// to ask.
class SwarmSource
{
public:
    SwarmSource(const std::vector<Machine> &machines, Store &store, std::shared_ptr<access::Ways> ways = {});
    bool look(const std::stop_token &stop);

private:
    [[nodiscard]] Result<docker::Client *> findManager(const docker::SwarmId &home, const std::stop_token &stop);

    access::Access m_access;
    QString m_machine; ///< of the manager in use
    Store &m_store;
};

/// The members of the ensemble that the swarm runs.
class EnsembleSource
{
public:
    EnsembleSource(const std::vector<Machine> &machines, Store &store, std::shared_ptr<access::Ways> ways = {});
    bool look(const std::stop_token &stop);

private:
    access::Access m_access;
    Store &m_store;
};

/// Storm by its UI, found by the swarm task that is meant to run it and reached as access::UiRoutes does it.
class StormSource
{
public:
    StormSource(const std::vector<Machine> &machines, std::optional<Endpoint> fixed, Store &store,
                std::shared_ptr<access::Ways> ways = {});
    bool look(const std::stop_token &stop);

private:
    access::Access m_access;
    std::optional<Endpoint> m_fixed;
    Store &m_store;
};

} // namespace stormdeck::watch
