// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/types.h"
#include "util/result.h"

#include <functional>

namespace stormdeck::docker {

/// Undoes the frames in which an engine mixes the output streams of a container without a terminal: eight bytes
/// (stream, three zeros, length in network order), then that many bytes. The output of a container with a terminal
/// has no frames, which its first bytes show: it is passed on as it is. Bytes are passed on as they come, so a
/// frame of any length needs no memory. A plain value of one stream.
class FrameReader
{
public:
    using Sink = std::function<bool(const OutputChunk &)>;

    /// Takes the next bytes, cut anywhere. False where the sink wants no more. Undecodable where a frame is broken.
    [[nodiscard]] Result<bool> feed(const QByteArray &bytes, const Sink &sink);
    /// To be called at the end of the stream: Undecodable where it ended inside a frame, Rejected where the engine
    /// said in the stream that it broke down.
    [[nodiscard]] Result<void> finish() const;

private:
    [[nodiscard]] Result<void> openFrame();
    [[nodiscard]] bool isRaw(const QByteArray &bytes);

    QByteArray m_header; ///< what has come of the next header
    int m_stream = 0;
    enum class Form { Unknown, Frames, Raw } m_form = Form::Unknown;
    quint32 m_left = 0;   ///< bytes of the current frame still to come
    QByteArray m_problem; ///< text of error frames, at most 4 KiB
};

} // namespace stormdeck::docker
