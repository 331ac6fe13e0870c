// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/storedimages.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::actions {

namespace {
/// Of "registry:5000/zk:3.9@sha256:…" the repository, and the whole as the engine keys it.
struct Keyed
{
    QString repository;
    QString key;
};

Keyed keyed(const QString &reference)
{
    const QString digest = reference.section(u'@', 1);
    const QString tagged = familiarName(reference.section(u'@', 0, 0));
    const qsizetype colon = tagged.lastIndexOf(u':');
    const bool hasTag = colon > tagged.lastIndexOf(u'/');
    const QString repository = hasTag ? tagged.left(colon) : tagged;
    if (!digest.isEmpty()) {
        return {repository, repository + u'@' + digest};
    }
    return {repository, hasTag ? tagged : tagged + QStringLiteral(":latest")};
}
} // namespace

QString familiarName(QString repository)
{
    for (const char *prefix : {"docker.io/", "index.docker.io/", "library/"}) {
        if (repository.startsWith(QLatin1String(prefix))) {
            repository = repository.mid(static_cast<qsizetype>(qstrlen(prefix)));
        }
    }
    return repository;
}

QString storedImage(const QByteArray &repositories, const QString &reference)
{
    const Keyed wanted = keyed(reference);
    const QJsonObject all =
        QJsonDocument::fromJson(repositories).object().value(QLatin1String("Repositories")).toObject();
    return all.value(wanted.repository).toObject().value(wanted.key).toString();
}

} // namespace stormdeck::actions
