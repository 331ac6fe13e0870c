// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::actions {

QByteArray facts(std::initializer_list<std::pair<QString, QString>> members)
{
    QJsonObject object;
    for (const auto &[name, value] : members) {
        object.insert(name, value);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString fact(const QByteArray &object, const QString &name)
{
    return QJsonDocument::fromJson(object).object().value(name).toString();
}

} // namespace stormdeck::actions
