// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/execstream.h"

#include <algorithm>

namespace stormdeck::docker {

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
}

ExecStream::ExecStream(QString id, http::Duplex stream)
    : m_id(std::move(id)), m_stream(std::move(stream)), m_piece(pieceSize, Qt::Uninitialized)
{
}

Result<bool> ExecStream::read(qsizetype room, const FrameReader::Sink &sink)
{
    const auto got = m_stream.read(m_piece.data(), std::min(room, m_piece.size()));
    if (!got) {
        return failure(got.error());
    }
    const auto fed = m_frames.feed(QByteArray(m_piece.constData(), *got), sink);
    if (!fed) {
        return failure(fed.error());
    }
    return *got > 0;
}

Result<qsizetype> ExecStream::write(const char *from, qsizetype size)
{
    return m_stream.write(from, size);
}

} // namespace stormdeck::docker
