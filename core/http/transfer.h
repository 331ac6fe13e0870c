// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/client.h"
#include "http/connections.h"

#include <optional>

struct curl_slist;

namespace stormdeck::http {

/// One request on its way: its options, what came back so far, and at the end its result. Refers to the request, the
/// sink and the endpoint it was made with, and lives as long as the blocking call that made it.
class Transfer
{
public:
    Transfer(Connections &connections, const Endpoint &endpoint, QString target, const Request &request,
             const ChunkSink *sink, std::stop_token stop);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// To be said before the start: it ends as soon as the connection stands, and leaves that to whoever made it.
    void connectOnly();
    void start(Deadline deadline);
    /// `code` is libcurl's result.
    void complete(int code);
    /// Ends it before its time, where it is not complete yet.
    void stop();
    void timeOut();

    /// What a result of libcurl, other than success, means for this request.
    [[nodiscard]] Error failureOf(int code) const;
    [[nodiscard]] bool isComplete() const { return m_result.has_value(); }
    [[nodiscard]] Result<Response> takeResult() { return std::move(*m_result); }
    [[nodiscard]] Connections &connections() const { return m_connections; }
    [[nodiscard]] void *handle() const { return m_easy; }

private:
    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    /// Before anything is sent on a connection that has just been made.
    static int onConnected(void *self, char *, char *, int, int);
    static size_t onUpload(char *buffer, size_t size, size_t count, void *self);

    void setAddress();
    void setTls();
    void setMethod();
    void setHeaders();
    void setCallbacks();
    void takeHeader(QByteArray line);
    [[nodiscard]] bool takeBody(const char *data, qsizetype size);
    /// Whether to go on; asked by callbacks too, as libcurl calls many of them between two polls.
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] bool isChange() const;
    /// Whether the other side may have seen the request.
    [[nodiscard]] bool isSent() const;
    [[nodiscard]] bool isRefusedAfterHandshake(int code) const;
    [[nodiscard]] Error unprotected(int code) const;
    /// libcurl takes the common name where a certificate has no other; that is not enough here.
    [[nodiscard]] bool isNameless() const;
    [[nodiscard]] Error misnamed() const;
    [[nodiscard]] Error lost(const QString &reason) const;
    void settle(Result<Response> result);

    Connections &m_connections;
    const Endpoint &m_endpoint;
    QString m_target;
    const Request &m_request;
    const ChunkSink *m_sink;
    std::stop_token m_stop;
    std::optional<Deadline> m_deadline;
    void *m_easy;
    char m_words[256] = {}; ///< what libcurl says of a failure; its CURL_ERROR_SIZE
    curl_slist *m_headers = nullptr;
    bool m_started = false;
    bool m_connectOnly = false;
    bool m_nameless = false; ///< the request was not sent, as no name of a host is in the certificate
    bool m_sinkHasEnough = false;
    bool m_tooLarge = false;
    bool m_sourceGaveUp = false;
    Response m_response;
    std::optional<Result<Response>> m_result;
};

} // namespace stormdeck::http
