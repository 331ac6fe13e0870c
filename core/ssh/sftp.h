// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>

#include <optional>

namespace stormdeck::ssh::sftp {

/// The part of the SFTP protocol (version 3) that an upload needs: requests as bytes, and answers read from bytes.
/// Pure. Requests are numbered by the caller.

[[nodiscard]] QByteArray hello();
/// For writing, new: an existing file is refused. Readable by its owner only.
[[nodiscard]] QByteArray openNew(quint32 id, const QByteArray &path);
[[nodiscard]] QByteArray write(quint32 id, const QByteArray &handle, quint64 offset, QByteArrayView data);
[[nodiscard]] QByteArray setMode(quint32 id, const QByteArray &handle, quint32 mode);
[[nodiscard]] QByteArray sync(quint32 id, const QByteArray &handle); ///< only with extension fsync@openssh.com
[[nodiscard]] QByteArray close(quint32 id, const QByteArray &handle);
[[nodiscard]] QByteArray remove(quint32 id, const QByteArray &path);
[[nodiscard]] QByteArray rename(quint32 id, const QByteArray &from, const QByteArray &to); ///< not over another file
/// Over another file too, in one step; only with extension posix-rename@openssh.com.
[[nodiscard]] QByteArray replace(quint32 id, const QByteArray &from, const QByteArray &to);

/// The codes of a status that matter here.
enum Status : quint32 { Ok = 0, NoSuchFile = 2, PermissionDenied = 3, Failure = 4 };

struct Answer
{
    enum class Kind { Hello, Status, Handle, Other };
    Kind kind = Kind::Other;
    quint32 id = 0;
    quint32 status = Ok;         ///< Status
    QByteArray text;             ///< Status: the server's words; Handle: the handle
    QSet<QByteArray> extensions; ///< Hello
};

/// Cuts answers out of the bytes that come; keeps at most one incomplete one.
class Answers
{
public:
    void add(QByteArrayView bytes) { m_bytes.append(bytes.data(), bytes.size()); }
    /// The next whole one, if there is.
    [[nodiscard]] std::optional<Answer> next();
    /// What came is no SFTP: some program of the login writes on the output, as an echo in .bashrc.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    [[nodiscard]] const QByteArray &rest() const { return m_bytes; }

private:
    QByteArray m_bytes;
    bool m_isBroken = false;
};

} // namespace stormdeck::ssh::sftp
