// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "http/exchange.h"
#include "http/transfer.h"
#include "net/failures.h"

namespace stormdeck::http {

struct Client::Impl
{
    Endpoint endpoint;
    QString label;
    std::optional<Detour> detour;
    int mostConnections;
    std::optional<Connections> connections; ///< always there

    Impl(Endpoint where, QString name, int most, std::optional<Detour> by)
        : endpoint(std::move(where)), label(std::move(name)), detour(std::move(by)), mostConnections(most)
    {
        makeConnections();
    }

    void makeConnections()
    {
        connections.emplace(mostConnections, detour ? detour->longestIdle : Connections::usualIdle);
    }

    [[nodiscard]] const Endpoint &entrance() const { return detour ? detour->entrance : endpoint; }

    [[nodiscard]] QString target() const
    {
        return label.isEmpty() ? endpoint.text() : QStringLiteral("%1 (%2)").arg(label, endpoint.text());
    }

    [[nodiscard]] std::unique_ptr<Transfer> transfer(const Request &request, const ChunkSink *sink,
                                                     const std::stop_token &stop)
    {
        return std::make_unique<Transfer>(*connections, entrance(), target(), request, sink, stop);
    }

    template <typename T>
    [[nodiscard]] Result<T> told(Result<T> result, const std::stop_token &stop) const
    {
        return result || !detour ? std::move(result) : failure(explained(*detour, std::move(result.error()), stop));
    }
};

namespace {
using Transfers = std::vector<std::unique_ptr<Transfer>>;

std::vector<Result<Response>> runAll(const Transfers &transfers, Deadline deadline, const std::stop_token &stop)
{
    exchange(transfers, deadline, stop);
    std::vector<Result<Response>> results;
    results.reserve(transfers.size());
    for (const auto &transfer : transfers) {
        results.push_back(transfer->takeResult());
    }
    return results;
}

Result<Response> runOne(std::unique_ptr<Transfer> transfer, Deadline deadline, const std::stop_token &stop)
{
    Transfers transfers;
    transfers.push_back(std::move(transfer));
    return std::move(runAll(transfers, deadline, stop).front());
}
} // namespace

Client::Client(Endpoint endpoint, QString label, int mostConnections, std::optional<Detour> detour)
    : m_impl(std::make_unique<Impl>(std::move(endpoint), std::move(label), mostConnections, std::move(detour)))
{
}

Client::Client(Client &&) noexcept = default;
Client &Client::operator=(Client &&) noexcept = default;
Client::~Client() = default;

const Endpoint &Client::endpoint() const
{
    return m_impl->endpoint;
}

QString Client::target() const
{
    return m_impl->target();
}

Result<Response> Client::send(const Request &request, Deadline deadline, const std::stop_token &stop)
{
    return m_impl->told(runOne(m_impl->transfer(request, nullptr, stop), deadline, stop), stop);
}

std::vector<Result<Response>> Client::sendAll(std::span<const Request> requests, Deadline deadline,
                                              const std::stop_token &stop)
{
    Transfers transfers;
    for (const Request &request : requests) {
        transfers.push_back(m_impl->transfer(request, nullptr, stop));
    }
    std::vector<Result<Response>> results = runAll(transfers, deadline, stop);
    for (Result<Response> &result : results) {
        result = m_impl->told(std::move(result), stop);
    }
    return results;
}

Result<Response> Client::stream(const Request &request, const ChunkSink &sink, Deadline deadline,
                                const std::stop_token &stop)
{
    return m_impl->told(runOne(m_impl->transfer(request, &sink, stop), deadline, stop), stop);
}

Result<Upgraded> Client::upgrade(Request request, Deadline deadline, const std::stop_token &stop)
{
    return m_impl->told(http::upgrade(m_impl->entrance(), target(), std::move(request), deadline, stop), stop);
}

void Client::closeIdle()
{
    if (m_impl->connections->haveIdled()) {
        m_impl->makeConnections();
    }
}

std::vector<Result<Response>> sendEach(std::span<Client *const> clients, std::span<const Request> requests,
                                       Deadline deadline, const std::stop_token &stop)
{
    Transfers transfers;
    for (size_t i = 0; i < std::min(clients.size(), requests.size()); ++i) {
        transfers.push_back(clients[i]->m_impl->transfer(requests[i], nullptr, stop));
    }
    std::vector<Result<Response>> results = runAll(transfers, deadline, stop);
    for (size_t i = 0; i < results.size(); ++i) {
        results[i] = clients[i]->m_impl->told(std::move(results[i]), stop);
    }
    return results;
}

} // namespace stormdeck::http
