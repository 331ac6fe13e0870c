// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace stormdeck::http {

enum class Method { Get, Head, Post, Put, Delete };

struct Header
{
    QByteArray name;
    QByteArray value;
    bool operator==(const Header &) const = default;
};

/// Gives the next piece of an upload: fills at most `room` bytes and returns how many, 0 at the end, -1 to give up.
/// Called on the thread of the request, only when the other side takes more.
using BodySource = std::function<qint64(char *buffer, qint64 room)>;

struct Request
{
    Method method = Method::Get;
    QByteArray path; ///< starts with '/', percent-encoded, with its query
    QList<Header> headers;
    QByteArray body;        ///< used where `source` is empty
    BodySource source;      ///< a streamed body
    qint64 sourceSize = -1; ///< bytes that `source` gives in all; -1: unknown, sent in chunks
};

struct Response
{
    int status = 0;
    QList<Header> headers;
    QByteArray body;

    /// Value of the first header of that name, compared without case; empty where there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
};

} // namespace stormdeck::http
