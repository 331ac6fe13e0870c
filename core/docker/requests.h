// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/errors.h"
#include "http/message.h"
#include "util/deadline.h"
#include "util/result.h"

#include <QUrl>

/// What the parts of the client share: how requests are put together and how their answers become values.
namespace stormdeck::docker {

/// For answers that an engine gives at once.
[[nodiscard]] inline Deadline quick()
{
    return Deadline::in(std::chrono::seconds(10));
}

/// For what is slow by design: forming a swarm (up to 20 s), ending a container, asking a registry.
[[nodiscard]] inline Deadline slow()
{
    return Deadline::in(std::chrono::seconds(30));
}

/// For streams, which last as long as what they tell of.
[[nodiscard]] inline Deadline endless()
{
    return Deadline::in(std::chrono::hours(24));
}

[[nodiscard]] inline QByteArray escaped(const QString &text, const QByteArray &kept = {})
{
    return QUrl::toPercentEncoding(text, kept);
}

[[nodiscard]] inline http::Request request(http::Method method, const QByteArray &path)
{
    return {.method = method, .path = path};
}

[[nodiscard]] inline http::Request post(const QByteArray &path, const QByteArray &json = {})
{
    http::Request result{.method = http::Method::Post, .path = path, .body = json};
    if (!json.isEmpty()) {
        result.headers.append(http::Header{"Content-Type", "application/json"});
    }
    return result;
}

/// The value in the body of an answer, or the error that came instead, told about what was attempted and where.
template <typename Decode>
[[nodiscard]] auto decoded(const Result<http::Response> &answer, Decode decode, const QString &attempted,
                           const QString &target) -> decltype(decode(QByteArray()))
{
    if (!answer) {
        return failure(answer.error());
    }
    auto value = decode(answer->body);
    if (!value) {
        return failure(located(std::move(value.error()), attempted, target));
    }
    return value;
}

[[nodiscard]] inline Result<void> withoutBody(const Result<http::Response> &answer)
{
    return answer ? Result<void>() : failure(answer.error());
}

} // namespace stormdeck::docker
