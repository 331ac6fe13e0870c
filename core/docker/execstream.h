// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/frames.h"
#include "http/duplex.h"

namespace stormdeck::docker {

/// The standard streams of a command that runs in a container, by the hijacked connection of POST /exec/{id}/start.
/// Belongs to one thread at a time and may be handed on as a whole. No call waits: poll the descriptor, but only after
/// read() or write() said that there is nothing to do now. Destroying it closes the command's standard input and takes
/// nothing more of its output; a command that does not end by that goes on in the container.
class ExecStream
{
public:
    ExecStream(QString id, http::Duplex stream);

    /// Of the exec, for Client::execExit().
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] int descriptor() const { return m_stream.descriptor(); }
    /// Gives what has come to the sink, at most `room` bytes of output. False: nothing now, or nothing any more
    /// (hasEnded()). Errors: Unreachable where the connection broke, Undecodable where the bytes are not frames.
    [[nodiscard]] Result<bool> read(qsizetype room, const FrameReader::Sink &sink);
    /// Sends to the command's standard input: how many bytes were taken; 0: none now.
    [[nodiscard]] Result<qsizetype> write(const char *from, qsizetype size);
    /// Whether the command has closed its output. A container that was killed looks like a clean end here; its exit
    /// code tells (137).
    [[nodiscard]] bool hasEnded() const { return m_stream.hasEnded(); }

private:
    QString m_id;
    http::Duplex m_stream;
    FrameReader m_frames;
    QByteArray m_piece;
};

} // namespace stormdeck::docker
