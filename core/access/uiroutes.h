// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/containers.h"
#include "access/relays.h"
#include "storm/client.h"

#include <functional>

namespace stormdeck::access {

class Access;

/// What is known of where a Storm UI is.
struct UiSite
{
    std::optional<Endpoint> fixed; ///< named by the profile: nothing else is used then
    std::optional<Endpoint> published;
    docker::ServiceId service; ///< of the UI
    quint16 port = 8080;       ///< on which it listens in its container
    Surroundings around;       ///< services of its cluster, the UI's own first
};

/// One way to it.
struct UiWay
{
    Route route;
    Endpoint endpoint;                ///< Fixed, Port
    std::optional<RelayTarget> relay; ///< Relay
    bool operator==(const UiWay &) const = default;
};

/// The ways to a UI in the order in which they are tried: its published port, then relays through its own container,
/// then through others of the cluster, eight in all. Pure.
[[nodiscard]] std::vector<UiWay> waysTo(const UiSite &site, const std::vector<Machine> &machines);

/// Asks a Storm UI over the first way that works and keeps to that until it breaks or no longer is one of the ways.
/// Belongs to one thread, as the Access that it is used with.
class UiRoutes
{
public:
    explicit UiRoutes(std::shared_ptr<Relays> relays) : m_relays(std::move(relays)) {}

    /// Calls `question` with a client until a way carries it. Errors: the question's own; those of the first way where
    /// none works; Unreachable (code "storm.no-route") where there is none; Conflict (code "storm.ui-paused") where the
    /// UI's container is paused. A question that changes something is not repeated once it may have been heard.
    template <typename T>
    [[nodiscard]] Result<T> ask(Access &access, const UiSite &site,
                                const std::function<Result<T>(storm::Client &)> &question, const std::stop_token &stop)
    {
        Result<T> answer = failure({});
        const auto put = [&](storm::Client &ui) {
            answer = question(ui);
            return answer ? std::nullopt : std::optional(answer.error());
        };
        const std::optional<Error> error = run(access, site, put, stop);
        return error ? failure(*error) : answer;
    }
    /// The way that was used last.
    [[nodiscard]] Route route() const { return m_route; }

private:
    using Question = std::function<std::optional<Error>(storm::Client &)>;
    struct Open
    {
        UiWay way;
        std::unique_ptr<Relay> relay; ///< before the client that uses it
        storm::Client client;
    };

    [[nodiscard]] std::optional<Error> run(Access &access, const UiSite &site, const Question &question,
                                           const std::stop_token &stop);
    [[nodiscard]] std::optional<Error> tryAll(Access &access, const std::vector<UiWay> &ways,
                                              std::optional<Error> first, const Question &question,
                                              const std::stop_token &stop);
    [[nodiscard]] std::optional<Error> put(const Question &question);
    [[nodiscard]] Result<void> open(Access &access, const UiWay &way, const std::stop_token &stop);
    [[nodiscard]] Result<void> openRelay(Access &access, const UiWay &way, const std::stop_token &stop);

    std::shared_ptr<Relays> m_relays;
    std::unique_ptr<Open> m_open;
    Route m_route;
};

} // namespace stormdeck::access
