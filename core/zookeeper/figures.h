// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "zookeeper/types.h"

/// How single figures are written in what members say, whichever way they say it.
namespace stormdeck::zookeeper {

[[nodiscard]] Named<Role> roleNamed(const QString &word);
/// "3.6.1" of "3.6.1--104dcb3e, built on 04/21/2020 15:01 GMT".
[[nodiscard]] QString versionIn(const QString &text);
[[nodiscard]] std::optional<double> number(const QString &text);
[[nodiscard]] std::optional<qint64> whole(const QString &text);
/// What srvr tells, out of the figures of mntr; nullopt where they hold no role. There is no zxid among them.
[[nodiscard]] std::optional<Srvr> srvrFrom(const QMap<QString, QString> &monitor);

} // namespace stormdeck::zookeeper
