// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zookeeper/greeting.h"

namespace stormdeck::zookeeper {

namespace {
QByteArray withLength(const QByteArray &bytes, int lengthBytes)
{
    QByteArray length;
    for (int i = lengthBytes - 1; i >= 0; --i) {
        length.append(static_cast<char>(bytes.size() >> (8 * i)));
    }
    return length + bytes;
}

QByteArray extension(const char *type, const QByteArray &list)
{
    return QByteArray::fromHex(type) + withLength(list, 2);
}
} // namespace

QByteArray tlsGreeting()
{
    // ECDHE with GCM, GCM, CBC: what servers since Java 8 know. The random bytes need not be random: nothing follows.
    const QByteArray suites = QByteArray::fromHex("c02fc030c02bc02c009c009d002f0035");
    const QByteArray curves = withLength(QByteArray::fromHex("001d00170018"), 2);
    const QByteArray points = withLength(QByteArray::fromHex("00"), 1);
    const QByteArray signatures = withLength(QByteArray::fromHex("040305030603080408050806040105010601"), 2);
    const QByteArray extensions = extension("000a", curves) + extension("000b", points) + extension("000d", signatures);
    const QByteArray body = QByteArray::fromHex("0303") + QByteArray(32, 'S') + withLength({}, 1) +
                            withLength(suites, 2) + withLength(QByteArray::fromHex("00"), 1) +
                            withLength(extensions, 2);
    const QByteArray clientHello = QByteArray::fromHex("01") + withLength(body, 3);
    return QByteArray::fromHex("160301") + withLength(clientHello, 2);
}

} // namespace stormdeck::zookeeper
