// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::ssh {

/// Reads numbers and length-prefixed texts, as SSH, its agent and SFTP write them. After a read beyond the end it is
/// no longer good and gives zeros and empty texts.
class WireReader
{
public:
    explicit WireReader(QByteArrayView bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool atEnd() const { return m_bytes.isEmpty(); }
    quint8 byte();
    quint32 number();
    QByteArray text();

private:
    [[nodiscard]] QByteArrayView take(qsizetype size);
    QByteArrayView m_bytes;
    bool m_isGood = true;
};

/// The other direction.
class WireWriter
{
public:
    void byte(quint8 value) { m_bytes += static_cast<char>(value); }
    void number(quint32 value);
    void bigNumber(quint64 value);
    void text(QByteArrayView text);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace stormdeck::ssh
