// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/json.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::plan {

QJsonValue embedded(const QByteArray &object)
{
    const QJsonDocument document = QJsonDocument::fromJson(object);
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(QString::fromUtf8(object));
}

QByteArray extracted(const QJsonValue &value)
{
    return value.isObject() ? compact(value.toObject()) : value.toString().toUtf8();
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace stormdeck::plan
