// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

class QIODevice;

/// gzip as it grows, by zlib: what was packed up to a Sync can be read whatever comes after it, or does not.
namespace stormdeck::recording {

class Gzip
{
public:
    enum class Flush { No, Sync, End };

    Gzip();
    ~Gzip();
    /// What is to be written next; may be empty before a flush. Nothing may follow an End.
    [[nodiscard]] QByteArray pack(const QByteArray &bytes, Flush flush);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
};

/// Calls `take` with each whole line that can be read, without its newline, until it returns false. Ends quietly where
/// the content ends, is damaged, or has a line of more than `longest` bytes.
void readLines(QIODevice &packed, qint64 longest, const std::function<bool(const QByteArray &)> &take);

} // namespace stormdeck::recording
