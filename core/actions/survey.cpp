// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/survey.h"

#include "actions/storedimages.h"
#include "cluster/labels.h"
#include "docker/reference.h"
#include "util/cancelled.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

/// By which the repository of the reference knows the image: one that was pushed to several has a digest for each.
QString digestOf(const docker::Image &image, const QString &reference)
{
    const auto repositoryOf = [](const QString &text) {
        return docker::parseReference(text).map(
            [](const docker::ImageReference &read) { return familiarName(read.repository); });
    };
    const QString wanted = repositoryOf(reference).value_or(QString());
    for (const QString &digest : image.digests) {
        if (!wanted.isEmpty() && repositoryOf(digest).value_or(QString()) == wanted) {
            return digest.section(u'@', 1);
        }
    }
    return {};
}
} // namespace

Result<cluster::Inventory> inventory(access::Access &access, const QString &clusterName, const std::stop_token &stop)
{
    const QString label = cluster::labels::cluster + u'=' + clusterName;
    cluster::Inventory found;
    for (const Machine &machine : access.machines()) {
        auto engine = access.engine(machine.name);
        const auto volumes = engine ? (*engine)->volumes(stop) : failure(engine.error());
        const auto containers = volumes ? (*engine)->containers({label}, stop) : failure(volumes.error());
        if (!containers) {
            return failure(containers.error());
        }
        for (const docker::Volume &volume : *volumes) {
            if (volume.labels.value(cluster::labels::cluster) == clusterName) {
                found.volumes[machine.name].push_back(volume);
            }
        }
        for (const docker::Container &container : *containers) {
            if (container.labels.value(cluster::labels::role) == QStringLiteral("submit")) {
                found.containers[machine.name].push_back(container);
            }
        }
    }
    return found;
}

Result<QString> pinnedReference(access::Access &access, const QString &reference, const std::stop_token &stop)
{
    if (reference.contains(u'@')) {
        return reference;
    }
    for (const Machine &machine : access.machines()) {
        auto engine = access.engine(machine.name);
        if (!engine) {
            continue;
        }
        if (const auto told = (*engine)->registryDigest(reference, stop)) {
            return QString(reference + u'@' + *told);
        }
        const auto image = (*engine)->image(reference, stop);
        const QString digest = image && image->has_value() ? digestOf(**image, reference) : QString();
        if (!digest.isEmpty()) {
            return QString(reference + u'@' + digest);
        }
        if (stop.stop_requested()) {
            return failure(cancelled(Text::tr("look up %1").arg(reference)));
        }
    }
    return reference;
}

} // namespace stormdeck::actions
