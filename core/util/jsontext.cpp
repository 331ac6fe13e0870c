// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace stormdeck {

namespace {
/// Qt writes whole documents only: an array of one, without its brackets.
QString written(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}
} // namespace

QString jsonText(const std::vector<std::pair<QString, QVariant>> &members)
{
    QStringList lines;
    for (const auto &[name, value] : members) {
        lines << QStringLiteral("  %1: %2").arg(written(name), written(QJsonValue::fromVariant(value)));
    }
    return QStringLiteral("{\n%1\n}").arg(lines.join(QStringLiteral(",\n")));
}

} // namespace stormdeck
