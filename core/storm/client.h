// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"
#include "storm/componentpage.h"
#include "storm/types.h"
#include "util/rawanswer.h"

namespace stormdeck::storm {

/// The state of Storm and what it was decoded from.
struct StormAnswer
{
    StormState state;
    RawAnswers raw; ///< by path, as "/api/v1/cluster/summary"
};

/// From bodies kept earlier. Errors as those of Client::state(), without a target.
[[nodiscard]] Result<StormState> decodeState(const RawAnswers &bodies);

/// The REST API of one Storm UI (prefix /api/v1). Belongs to one thread. Calls that need Nimbus may take 10 s and
/// more while it has no leader, so each has `patience` and ends within 50 ms of a stop.
/// Errors: those of http::Client; Rejected with the first line of Storm's errorMessage in plain words, code
/// "storm.no-leader" where Nimbus has no leader, "storm.no-such-topology" where the id is not alive (Storm answers
/// 500, not 404), Undecodable for HTML or empty bodies.
class Client
{
public:
    static constexpr std::chrono::seconds patience{30};
    /// Half a minute at the usual pace.
    static constexpr int looksBetweenTries = 15;

    /// `mostConnections`: at once.
    Client(Endpoint endpoint, QString label, int mostConnections = http::Client::usualConnections);

    [[nodiscard]] QString target() const { return m_http.target(); }

    [[nodiscard]] Result<ClusterSummary> clusterSummary(const std::stop_token &stop);
    [[nodiscard]] Result<std::vector<Nimbus>> nimbuses(const std::stop_token &stop);
    [[nodiscard]] Result<std::vector<Supervisor>> supervisors(const std::stop_token &stop);
    [[nodiscard]] Result<std::vector<TopologySummary>> topologies(const std::stop_token &stop);
    [[nodiscard]] Result<TopologyPage> topology(const TopologyId &id, const std::stop_token &stop);
    /// The page of a spout or bolt, which says more of it than the topology's. `component` may be any text.
    [[nodiscard]] Result<ComponentPage> component(const TopologyId &id, const QString &component, StatsWindow window,
                                                  const std::stop_token &stop);
    /// The four summaries in parallel, then the page of each topology. The first time the cluster's configuration is
    /// asked for as well, which is large and stays as it is while the UI runs; so it is after a look that failed, as
    /// another UI may answer since. Where Storm fails to give it, it is asked for again after looksBetweenTries; where
    /// it is refused, no more. A topology that vanished between the two is left out of `pages`, as is one whose page
    /// Storm refuses to this user or at all. Rejected with code "storm.too-old" by a Storm before 1.0.
    [[nodiscard]] Result<StormAnswer> state(const std::stop_token &stop);
    /// POST topology/:id/kill/:wait. Success means accepted: the topology shows KILLED and is gone after `wait`.
    [[nodiscard]] Result<void> kill(const TopologyId &id, std::chrono::seconds wait, const std::stop_token &stop);

private:
    [[nodiscard]] Result<QByteArray> get(const QByteArray &path, const QString &attempted, const std::stop_token &stop);
    [[nodiscard]] Result<StormAnswer> askState(const std::stop_token &stop);
    /// Adds the page of each topology among the bodies.
    [[nodiscard]] Result<void> askPages(RawAnswers &bodies, const std::stop_token &stop);
    /// To be asked once a look.
    [[nodiscard]] bool isConfigurationDue();
    void keepConfiguration(Result<http::Response> answer);

    http::Client m_http;
    std::optional<QByteArray> m_configuration; ///< empty where the UI has refused it
    int m_looksToTry = 0;                      ///< for the configuration
};

} // namespace stormdeck::storm
