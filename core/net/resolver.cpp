// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resolver.h"

#include "net/failures.h"
#include "net/wake.h"

#include <QCoreApplication>

#include <list>
#include <memory>
#include <mutex>

#include <netdb.h>

namespace stormdeck::net {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Resolver)
};

constexpr size_t mostAbandoned = 32;

/// One look-up with the memory that the system's resolver uses while it runs.
struct Lookup
{
    QByteArray host;
    QByteArray service;
    addrinfo hints{};
    gaicb request{};

    Lookup(const QString &name, quint16 port) : host(name.toUtf8()), service(QByteArray::number(port))
    {
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = AI_NUMERICSERV;
        request.ar_name = host.constData();
        request.ar_service = service.constData();
        request.ar_request = &hints;
    }
    ~Lookup()
    {
        if (request.ar_result != nullptr) {
            freeaddrinfo(request.ar_result);
        }
    }
    Lookup(const Lookup &) = delete;
    Lookup &operator=(const Lookup &) = delete;

    [[nodiscard]] bool isRunning() { return gai_error(&request) == EAI_INPROGRESS; }
};

/// Look-ups that nobody waits for any more and that the system cannot take back: their memory has to stay until they
/// end. Capped, so that a dead name service does not make it grow.
class Abandoned
{
public:
    void take(std::unique_ptr<Lookup> lookup)
    {
        const std::scoped_lock lock(m_mutex);
        m_lookups.push_back(std::move(lookup));
    }

    [[nodiscard]] bool isFull()
    {
        const std::scoped_lock lock(m_mutex);
        m_lookups.remove_if([](const auto &lookup) { return !lookup->isRunning(); });
        return m_lookups.size() >= mostAbandoned;
    }

private:
    std::mutex m_mutex;
    std::list<std::unique_ptr<Lookup>> m_lookups;
};

Abandoned &abandoned()
{
    // Never destroyed: the system may still write into a look-up while the program ends.
    static auto *const all = new Abandoned;
    return *all;
}

std::vector<Address> addressesIn(const addrinfo *found)
{
    std::vector<Address> addresses;
    for (const addrinfo *one = found; one != nullptr; one = one->ai_next) {
        addresses.push_back({one->ai_family, QByteArray(reinterpret_cast<const char *>(one->ai_addr),
                                                        static_cast<qsizetype>(one->ai_addrlen))});
    }
    return addresses;
}

std::vector<Address> numeric(const QString &host, quint16 port)
{
    Lookup lookup(host, port);
    lookup.hints.ai_flags |= AI_NUMERICHOST;
    (void)getaddrinfo(lookup.request.ar_name, lookup.request.ar_service, &lookup.hints, &lookup.request.ar_result);
    return addressesIn(lookup.request.ar_result);
}

/// Waits in steps, as the system cannot be made to wake a poll() at the end of a look-up.
Readiness waitForEnd(Lookup &lookup, Deadline deadline, const Wake &wake)
{
    auto step = std::chrono::milliseconds(1);
    while (lookup.isRunning()) {
        const Deadline soon(std::min(deadline.at(), BootClock::now() + step));
        if (waitFor(-1, 0, soon, wake) == Readiness::Stopped) {
            return Readiness::Stopped;
        }
        if (deadline.passed()) {
            return Readiness::Overdue;
        }
        step = std::min(step * 2, std::chrono::milliseconds(16));
    }
    return Readiness::Ready;
}

Error late(const QString &target, const QString &host)
{
    Error error = overdue(target, Layer::Resolve, Text::tr("the name “%1” could not be looked up in time").arg(host));
    error.remedy = Text::tr("Check this machine's name service, or use an address.");
    error.code = QStringLiteral("resolve.no-answer");
    return error;
}
} // namespace

Result<std::vector<Address>> resolve(const QString &target, const QString &host, quint16 port, Deadline deadline,
                                     const std::stop_token &stop)
{
    const Wake wake(stop);
    if (wake.isStopped()) {
        return failure(stopped(target));
    }
    if (auto addresses = numeric(host, port); !addresses.empty()) {
        return addresses;
    }
    if (abandoned().isFull()) {
        return failure(late(target, host));
    }
    auto lookup = std::make_unique<Lookup>(host, port);
    gaicb *list[] = {&lookup->request};
    if (getaddrinfo_a(GAI_NOWAIT, list, 1, nullptr) != 0) {
        return failure(unresolved(target, host));
    }
    const Readiness readiness = waitForEnd(*lookup, deadline, wake);
    if (readiness != Readiness::Ready && gai_cancel(&lookup->request) == EAI_NOTCANCELED) {
        abandoned().take(std::move(lookup));
    }
    if (readiness == Readiness::Stopped) {
        return failure(stopped(target));
    }
    if (readiness == Readiness::Overdue) {
        return failure(late(target, host));
    }
    auto addresses = addressesIn(lookup->request.ar_result);
    if (addresses.empty()) {
        return failure(unresolved(target, host));
    }
    return addresses;
}

} // namespace stormdeck::net
