// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/frames.h"

#include <QCoreApplication>
#include <QtEndian>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FrameReader)
};

constexpr qsizetype headerSize = 8;
constexpr qsizetype problemLimit = 4096;
constexpr int errorStream = 3;

Error notFrames(const QString &reason, const QByteArray &raw)
{
    return {.kind = ErrorKind::Undecodable, .layer = Layer::Docker, .reason = reason, .raw = raw};
}
} // namespace

Result<void> FrameReader::openFrame()
{
    const auto stream = static_cast<quint8>(m_header.at(0));
    if (stream > errorStream || m_header.at(1) != 0 || m_header.at(2) != 0 || m_header.at(3) != 0) {
        return failure(notFrames(Text::tr("the output does not come in frames"), m_header));
    }
    m_stream = stream == 0 ? 1 : stream;
    m_left = qFromBigEndian<quint32>(m_header.constData() + 4);
    m_header.clear();
    return {};
}

/// Told by the first byte: no text begins with one of the streams' numbers.
bool FrameReader::isRaw(const QByteArray &bytes)
{
    if (m_form == Form::Unknown && !bytes.isEmpty()) {
        constexpr quint8 firstOfText = 8; // a backspace; numbers below are no text, and no stream beyond 3
        m_form = static_cast<quint8>(bytes.at(0)) < firstOfText ? Form::Frames : Form::Raw;
    }
    return m_form == Form::Raw;
}

Result<bool> FrameReader::feed(const QByteArray &bytes, const Sink &sink)
{
    if (isRaw(bytes)) {
        return sink({1, bytes});
    }
    qsizetype at = 0;
    while (at < bytes.size()) {
        if (m_left == 0) {
            const qsizetype part = std::min(headerSize - m_header.size(), bytes.size() - at);
            m_header.append(bytes.constData() + at, part);
            at += part;
            if (m_header.size() == headerSize) {
                if (auto opened = openFrame(); !opened) {
                    return failure(opened.error());
                }
            }
            continue;
        }
        const qsizetype part = std::min<qsizetype>(m_left, bytes.size() - at);
        const QByteArray piece = bytes.mid(at, part);
        at += part;
        m_left -= static_cast<quint32>(part);
        if (m_stream == errorStream) {
            m_problem.append(piece.left(problemLimit - m_problem.size()));
        } else if (!sink({m_stream, piece})) {
            return false;
        }
    }
    return true;
}

Result<void> FrameReader::finish() const
{
    if (!m_problem.isEmpty()) {
        return failure({.kind = ErrorKind::Rejected,
                        .layer = Layer::Docker,
                        .reason = QString::fromUtf8(m_problem).trimmed(),
                        .code = QStringLiteral("docker.output-broken")});
    }
    if (m_left > 0 || !m_header.isEmpty()) {
        return failure(notFrames(Text::tr("the output ended in the middle of a frame"), m_header));
    }
    return {};
}

} // namespace stormdeck::docker
