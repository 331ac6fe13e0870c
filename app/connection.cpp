// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"

#include "util/files.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

constexpr qint64 largestFile = 1024 * 1024;

bool hasMachine(const ops::ClusterInputs &inputs, const QString &name)
{
    return std::any_of(inputs.machines.begin(), inputs.machines.end(),
                       [&](const Machine &machine) { return machine.name == name; });
}

void fit(ops::ClusterInputs &inputs)
{
    const auto isGone = [&](const QString &name) { return !hasMachine(inputs, name); };
    QStringList &members = inputs.zookeeper.members;
    if (std::any_of(members.begin(), members.end(), isGone)) {
        members.clear(); // of an ensemble that lost one, nobody decided who carries it
    }
    for (QString *name : {&inputs.storm.nimbus, &inputs.storm.ui}) {
        if (isGone(*name)) {
            name->clear();
        }
    }
}
} // namespace

Connection connectionOf(const settings::Profile &profile)
{
    return {.profile = profile,
            .inputs = {.name = profile.name, .machines = profile.machines, .acceptPlainTcp = profile.acceptPlainTcp},
            .inputsError = std::nullopt};
}

Result<Connection> loadConnection(const QString &nameOrPath)
{
    const QString path = settings::profilePath(nameOrPath);
    const auto content = readFile(path, largestFile);
    const auto profile = content ? settings::parseProfile(*content, path) : failure(content.error());
    if (!profile) {
        return failure(profile.error());
    }
    Connection connection = connectionOf(*profile);
    if (auto inputs = ops::parseClusterFile(*content, path)) {
        fit(*inputs);
        connection.inputs = std::move(*inputs);
    } else {
        connection.inputsError = inputs.error();
    }
    return connection;
}

Result<void> mayBeCalled(const QString &name, const QString &edited)
{
    if (name != edited && settings::savedProfiles().contains(name)) {
        return failure({.kind = ErrorKind::Rejected,
                        .layer = Layer::Local,
                        .attempted = Text::tr("save the connection"),
                        .reason = Text::tr("there is a saved connection %1 already").arg(name),
                        .remedy = Text::tr("Choose another name, or remove that connection first."),
                        .code = QStringLiteral("profile.taken")});
    }
    return {};
}

Result<void> saveEntered(const settings::Profile &profile, const QString &edited, const QByteArray &more)
{
    const auto allowed = mayBeCalled(profile.name, edited);
    return allowed ? settings::saveProfile(profile, more) : allowed;
}

} // namespace stormdeck::app
