// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stormdeck::zookeeper {

/// How many bytes of an answer tell whether it is TLS.
constexpr int greetingAnswerSize = 3;

/// The greeting (ClientHello) with which a TLS connection begins, versions 1.2 and before. A port for TLS answers it at
/// once, by its own greeting or by an alert; to a plain word of four bytes it says nothing and closes after ten
/// seconds, as it waits for the fifth. A plain port closes, since it takes the greeting for a packet that is too large.
[[nodiscard]] QByteArray tlsGreeting();

} // namespace stormdeck::zookeeper
