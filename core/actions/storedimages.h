// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stormdeck::actions {

/// A repository as the engine names it: "docker.io/library/storm" is "storm".
[[nodiscard]] QString familiarName(QString repository);
/// The id that an engine's repositories.json has for a reference as a person writes it ("busybox", "storm:2.8.3",
/// "registry:5000/zk@sha256:…"); empty where it has none, or where the text is no such file.
[[nodiscard]] QString storedImage(const QByteArray &repositories, const QString &reference);

} // namespace stormdeck::actions
