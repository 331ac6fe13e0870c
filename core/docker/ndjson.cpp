// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/ndjson.h"

#include <QCoreApplication>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LineReader)
};

constexpr qsizetype lineLimit = 1024 * 1024;

Result<bool> pass(const QByteArray &line, const LineReader::Sink &sink)
{
    const QByteArray trimmed = line.trimmed();
    return trimmed.isEmpty() ? Result<bool>(true) : sink(trimmed);
}
} // namespace

Result<bool> LineReader::feed(const QByteArray &bytes, const Sink &sink)
{
    qsizetype begin = 0;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', begin)) {
        m_rest.append(bytes.constData() + begin, end - begin);
        begin = end + 1;
        const auto more = pass(std::exchange(m_rest, {}), sink);
        if (!more || !*more) {
            return more;
        }
    }
    m_rest.append(bytes.constData() + begin, bytes.size() - begin);
    if (m_rest.size() > lineLimit) {
        return failure({.kind = ErrorKind::Undecodable,
                        .layer = Layer::Docker,
                        .reason = Text::tr("a line of the progress is longer than 1 MiB"),
                        .raw = m_rest.left(4096)});
    }
    return true;
}

Result<bool> LineReader::finish(const Sink &sink)
{
    return pass(std::exchange(m_rest, {}), sink);
}

} // namespace stormdeck::docker
