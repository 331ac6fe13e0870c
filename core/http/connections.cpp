// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connections.h"

#include "http/transfer.h"

#include <curl/curl.h>

#include <poll.h>

namespace stormdeck::http {

namespace {
CURLM *newMulti()
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    return ready == CURLE_OK ? curl_multi_init() : nullptr;
}

int curlEvents(short events)
{
    int mask = 0;
    mask |= (events & (POLLIN | POLLHUP)) != 0 ? CURL_CSELECT_IN : 0;
    mask |= (events & POLLOUT) != 0 ? CURL_CSELECT_OUT : 0;
    mask |= (events & (POLLERR | POLLNVAL)) != 0 ? CURL_CSELECT_ERR : 0;
    return mask;
}
} // namespace

Connections::Connections(int limit, std::chrono::seconds longestIdle) : m_multi(newMulti()), m_longestIdle(longestIdle)
{
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Connections::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Connections::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(limit));
    if (limit < most) { // else exchange() keeps within it
        curl_multi_setopt(m_multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(limit));
    }
}

Connections::~Connections()
{
    curl_multi_cleanup(m_multi);
}

void Connections::add(Transfer &transfer)
{
    ++m_transfers;
    curl_multi_add_handle(m_multi, transfer.handle());
}

void Connections::remove(Transfer &transfer)
{
    curl_multi_remove_handle(m_multi, transfer.handle());
    --m_transfers;
    m_used = BootClock::now();
}

bool Connections::haveIdled() const
{
    return m_transfers == 0 && m_used && BootClock::now() - *m_used > m_longestIdle;
}

void Connections::watch(std::vector<pollfd> &polled) const
{
    for (const auto &[descriptor, events] : m_sockets) {
        polled.push_back({descriptor, events, 0});
    }
}

void Connections::drive(std::span<const pollfd> polled)
{
    int running = 0;
    for (const pollfd &one : polled) {
        if (one.revents != 0 && m_sockets.contains(one.fd)) {
            curl_multi_socket_action(m_multi, one.fd, curlEvents(one.revents), &running);
        }
    }
    if (m_timer && BootClock::now() >= *m_timer) {
        m_timer.reset();
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

int Connections::collect()
{
    int finished = 0;
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        void *transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        static_cast<Transfer *>(transfer)->complete(message->data.result);
        ++finished;
    }
    return finished;
}

int Connections::onSocket(void *, int descriptor, int what, void *self, void *)
{
    auto &sockets = static_cast<Connections *>(self)->m_sockets;
    switch (what) {
    case CURL_POLL_IN:
        sockets[descriptor] = POLLIN;
        break;
    case CURL_POLL_OUT:
        sockets[descriptor] = POLLOUT;
        break;
    case CURL_POLL_INOUT:
        sockets[descriptor] = POLLIN | POLLOUT;
        break;
    default:
        sockets.erase(descriptor);
        break;
    }
    return 0;
}

int Connections::onTimer(void *, long milliseconds, void *self)
{
    auto &timer = static_cast<Connections *>(self)->m_timer;
    if (milliseconds < 0) {
        timer.reset();
    } else {
        timer = BootClock::now() + std::chrono::milliseconds(milliseconds);
    }
    return 0;
}

} // namespace stormdeck::http
