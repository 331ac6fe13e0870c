// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/difference.h"

#include "plan/json.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

constexpr int maxShown = 5;
constexpr int maxValue = 80;

QString shown(const QJsonValue &value)
{
    const QString text =
        value.isObject() || value.isArray()
            ? QString::fromUtf8(QJsonDocument::fromVariant(value.toVariant()).toJson(QJsonDocument::Compact))
            : value.toVariant().toString();
    return text.left(maxValue);
}

QString change(const QString &name, const QJsonValue &before, const QJsonValue &now)
{
    if (before.isUndefined()) {
        return Text::tr("%1 is now “%2”").arg(name, shown(now));
    }
    if (now.isUndefined()) {
        return Text::tr("%1 was “%2” and is gone").arg(name, shown(before));
    }
    return Text::tr("%1 was “%2” and is “%3”").arg(name, shown(before), shown(now));
}
} // namespace

QString difference(const StepRecord &before, const QByteArray &factsNow)
{
    QJsonObject known = QJsonDocument::fromJson(before.factsBefore).object();
    const QJsonObject made = QJsonDocument::fromJson(before.made).object();
    for (auto member = made.begin(); member != made.end(); ++member) {
        known.insert(member.key(), member.value());
    }
    if (known.isEmpty()) {
        return {};
    }
    const QJsonObject now = QJsonDocument::fromJson(factsNow).object();
    QStringList names = known.keys() + now.keys();
    names.removeDuplicates();
    QStringList changes;
    for (const QString &name : names) {
        if (known.value(name) != now.value(name)) {
            changes << change(name, known.value(name), now.value(name));
        }
    }
    const auto more = changes.size() - maxShown;
    return more <= 0 ? changes.join(QStringLiteral(", "))
                     : Text::tr("%1 and %n more", nullptr, static_cast<int>(more))
                           .arg(changes.mid(0, maxShown).join(QStringLiteral(", ")));
}

} // namespace stormdeck::plan
