// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resolver.h"

#include "net/descriptor.h"
#include "net/failures.h"
#include "net/wake.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>

namespace stormdeck::net {

namespace {
constexpr size_t mostAbandoned = 32;

std::vector<Address> addressesIn(const addrinfo *found)
{
    std::vector<Address> addresses;
    for (const addrinfo *one = found; one != nullptr; one = one->ai_next) {
        addresses.push_back({one->ai_family, QByteArray(reinterpret_cast<const char *>(one->ai_addr),
                                                        static_cast<qsizetype>(one->ai_addrlen))});
    }
    return addresses;
}

/// Asks the system, which blocks as long as it likes.
std::vector<Address> ask(const QByteArray &host, quint16 port, int flags)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | flags;
    addrinfo *found = nullptr;
    if (getaddrinfo(host.constData(), QByteArray::number(port).constData(), &hints, &found) != 0) {
        return {};
    }
    auto addresses = addressesIn(found);
    freeaddrinfo(found);
    return addresses;
}

/// One look-up in a thread of its own, as no way of the system to look a name up can be taken back. (getaddrinfo_a
/// would do the same with a thread that the thread sanitizer cannot follow.)
class Lookup
{
public:
    Lookup(QByteArray host, quint16 port) : m_end(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        m_thread = std::jthread([this, name = std::move(host), port] {
            m_addresses = ask(name, port, 0);
            m_ended = true;
            eventfd_write(m_end.number(), 1);
        });
    }
    Lookup(const Lookup &) = delete;
    Lookup &operator=(const Lookup &) = delete;

    /// Becomes readable at the end.
    [[nodiscard]] int descriptor() const { return m_end.number(); }
    [[nodiscard]] bool isRunning() const { return !m_ended; }
    /// Only after the end.
    [[nodiscard]] std::vector<Address> takeAddresses()
    {
        m_thread.join();
        return std::move(m_addresses);
    }

private:
    Descriptor m_end;
    std::vector<Address> m_addresses;
    std::atomic<bool> m_ended = false;
    std::jthread m_thread; ///< last: it is joined before the rest goes
};

/// Look-ups that nobody waits for any more: each stays until it ends, as joining it earlier would block. Capped, so
/// that a dead name service does not make it grow. One lock guards the list.
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
        std::erase_if(m_lookups, [](const auto &lookup) { return !lookup->isRunning(); });
        return m_lookups.size() >= mostAbandoned;
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Lookup>> m_lookups;
};

Abandoned &abandoned()
{
    // Never destroyed: a look-up that hangs must not keep the program from ending.
    static auto *const all = new Abandoned;
    return *all;
}

} // namespace

Result<std::vector<Address>> resolve(const QString &target, const QString &host, quint16 port, Deadline deadline,
                                     const std::stop_token &stop)
{
    const Wake wake(stop);
    if (wake.isStopped()) {
        return failure(stopped(target));
    }
    const QByteArray name = host.toUtf8();
    if (auto addresses = ask(name, port, AI_NUMERICHOST); !addresses.empty()) {
        return addresses;
    }
    if (deadline.passed() || abandoned().isFull()) {
        return failure(unresolvedInTime(target, host));
    }
    auto lookup = std::make_unique<Lookup>(name, port);
    const Readiness readiness = waitFor(lookup->descriptor(), POLLIN, deadline, wake);
    if (readiness != Readiness::Ready) {
        abandoned().take(std::move(lookup));
        return failure(readiness == Readiness::Stopped ? stopped(target) : unresolvedInTime(target, host));
    }
    auto addresses = lookup->takeAddresses();
    if (addresses.empty()) {
        return failure(unresolved(target, host));
    }
    return addresses;
}

} // namespace stormdeck::net
