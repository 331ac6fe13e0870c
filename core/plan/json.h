// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

QT_BEGIN_NAMESPACE
class QJsonObject;
class QJsonValue;
QT_END_NAMESPACE

namespace stormdeck::plan {

/// A JSON object held as bytes, as a value inside another one; what is no object is kept as text.
[[nodiscard]] QJsonValue embedded(const QByteArray &object);
/// The reverse; an object comes back in compact form.
[[nodiscard]] QByteArray extracted(const QJsonValue &value);
[[nodiscard]] QByteArray compact(const QJsonObject &object);

} // namespace stormdeck::plan
