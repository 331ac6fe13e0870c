// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/gzip.h"

#include <QIODevice>
#include <QScopeGuard>

#include <algorithm>
#include <utility>

#include <zlib.h>

namespace stormdeck::recording {

namespace {
constexpr qsizetype step = 256 * 1024; ///< bytes taken or given at once
constexpr int gzipWindow = MAX_WBITS + 16;

int flagOf(Gzip::Flush flush)
{
    switch (flush) {
    case Gzip::Flush::Sync:
        return Z_SYNC_FLUSH;
    case Gzip::Flush::End:
        return Z_FINISH;
    case Gzip::Flush::No:
        break;
    }
    return Z_NO_FLUSH;
}

/// zlib does not write to what it reads; its type is older than const.
Bytef *input(const char *bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes));
}

/// Puts pieces together into lines and hands them on.
class Lines
{
public:
    Lines(qint64 longest, const std::function<bool(const QByteArray &)> &take) : m_longest(longest), m_take(take) {}

    /// Whether more is wanted.
    bool add(const char *bytes, qsizetype size)
    {
        for (const char *end = bytes + size; bytes != end;) {
            const char *newline = std::find(bytes, end, '\n');
            m_line.append(bytes, newline - bytes);
            if (m_line.size() > m_longest || (newline != end && !m_take(std::exchange(m_line, {})))) {
                return false;
            }
            bytes = newline == end ? end : newline + 1;
        }
        return true;
    }

private:
    const qint64 m_longest;
    const std::function<bool(const QByteArray &)> &m_take;
    QByteArray m_line;
};
} // namespace

struct Gzip::Stream
{
    Stream() { deflateInit2(&zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY); }
    ~Stream() { deflateEnd(&zlib); }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    z_stream zlib{};
};

Gzip::Gzip() : m_stream(std::make_unique<Stream>()) {}

Gzip::~Gzip() = default;

QByteArray Gzip::pack(const QByteArray &bytes, Flush flush)
{
    z_stream &zlib = m_stream->zlib;
    zlib.next_in = input(bytes.constData());
    zlib.avail_in = static_cast<uInt>(bytes.size()); // a line is far below 4 GiB
    QByteArray packed;
    QByteArray piece(step, Qt::Uninitialized);
    do {
        zlib.next_out = reinterpret_cast<Bytef *>(piece.data());
        zlib.avail_out = static_cast<uInt>(piece.size());
        deflate(&zlib, flagOf(flush));
        packed.append(piece.constData(), piece.size() - qsizetype(zlib.avail_out));
    } while (zlib.avail_out == 0);
    return packed;
}

void readLines(QIODevice &packed, qint64 longest, const std::function<bool(const QByteArray &)> &take)
{
    z_stream zlib{};
    if (inflateInit2(&zlib, gzipWindow) != Z_OK) {
        return;
    }
    const auto ending = qScopeGuard([&] { inflateEnd(&zlib); });
    Lines lines(longest, take);
    QByteArray piece(step, Qt::Uninitialized);
    for (QByteArray read = packed.read(step); !read.isEmpty(); read = packed.read(step)) {
        zlib.next_in = input(read.constData());
        zlib.avail_in = static_cast<uInt>(read.size());
        do {
            zlib.next_out = reinterpret_cast<Bytef *>(piece.data());
            zlib.avail_out = static_cast<uInt>(piece.size());
            const int state = inflate(&zlib, Z_NO_FLUSH);
            const bool goesOn = lines.add(piece.constData(), piece.size() - qsizetype(zlib.avail_out));
            if (!goesOn || (state != Z_OK && state != Z_BUF_ERROR)) { // the latter: there was nothing more to give
                return;
            }
        } while (zlib.avail_out == 0);
    }
}

} // namespace stormdeck::recording
