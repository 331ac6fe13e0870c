// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <utility>

namespace stormdeck::actions {

/// Facts as a flat JSON object of texts: what a step relied on, or what it made.
[[nodiscard]] QByteArray facts(std::initializer_list<std::pair<QString, QString>> members);
/// One member of such an object; empty where it is missing.
[[nodiscard]] QString fact(const QByteArray &object, const QString &name);

} // namespace stormdeck::actions
