// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/wire.h"

#include <QtEndian>

namespace stormdeck::ssh {

QByteArrayView WireReader::take(qsizetype size)
{
    m_isGood = m_isGood && size <= m_bytes.size();
    if (!m_isGood) {
        m_bytes = {};
        return {};
    }
    const QByteArrayView taken = m_bytes.first(size);
    m_bytes = m_bytes.sliced(size);
    return taken;
}

quint8 WireReader::byte()
{
    const auto taken = take(1);
    return taken.isEmpty() ? 0 : static_cast<quint8>(taken[0]);
}

quint32 WireReader::number()
{
    const auto taken = take(4);
    return taken.isEmpty() ? 0 : qFromBigEndian<quint32>(taken.data());
}

QByteArray WireReader::text()
{
    return take(static_cast<qsizetype>(number())).toByteArray();
}

void WireWriter::number(quint32 value)
{
    const quint32 big = qToBigEndian(value);
    m_bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

void WireWriter::bigNumber(quint64 value)
{
    number(static_cast<quint32>(value >> 32));
    number(static_cast<quint32>(value));
}

void WireWriter::text(QByteArrayView text)
{
    number(static_cast<quint32>(text.size()));
    m_bytes.append(text.data(), text.size());
}

} // namespace stormdeck::ssh
