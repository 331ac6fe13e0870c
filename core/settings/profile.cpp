// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profile.h"

#include "settings/savedprofiles.h"
#include "util/files.h"
#include "yaml/machines.h"
#include "yaml/reading.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace stormdeck::settings {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Profile)
};

constexpr qint64 largestFile = 1024 * 1024;
const QString suffix = QStringLiteral(".yaml");

Endpoint uiEndpointOf(const YAML::Node &node)
{
    const Endpoint endpoint = yaml::endpointOf(node);
    if (endpoint.kind == Endpoint::Kind::Ssh) {
        throw yaml::refusal(node, Text::tr("the Storm UI is no socket behind SSH: leave this out, and a way to it is "
                                           "found over the engines"));
    }
    return endpoint;
}

/// Each member of a profile, with what takes it.
yaml::Members membersOf(Profile &profile)
{
    return {{QStringLiteral("name"), [&](const auto &one) { profile.name = yaml::textOf(one); }},
            {QStringLiteral("machines"), [&](const auto &one) { profile.machines = yaml::machinesOf(one); }},
            {QStringLiteral("accept_plain_tcp"), [&](const auto &one) { profile.acceptPlainTcp = yaml::boolOf(one); }},
            {QStringLiteral("read_only"), [&](const auto &one) { profile.readOnly = yaml::boolOf(one); }},
            {QStringLiteral("production"), [&](const auto &one) { profile.production = yaml::boolOf(one); }},
            {QStringLiteral("storm_ui"), [&](const auto &one) { profile.stormUi = uiEndpointOf(one); }}};
}

Profile profileOf(const YAML::Node &document)
{
    Profile profile;
    yaml::readMap(document, membersOf(profile), yaml::Unknown::Ignored);
    if (profile.name.isEmpty()) {
        throw yaml::refusal(document, Text::tr("a profile has a name and machines"));
    }
    return profile;
}

/// The members of a document that are no profile's, as YAML; nothing of one that cannot be read.
QByteArray othersIn(const QByteArray &document)
{
    Profile ignored;
    const yaml::Members own = membersOf(ignored);
    YAML::Node others(YAML::NodeType::Map);
    const auto taken = yaml::read(document, {}, [&](const YAML::Node &root) {
        for (const auto &entry : root) {
            if (!own.contains(yaml::textOf(entry.first))) {
                others[entry.first] = entry.second;
            }
        }
    });
    if (!taken || others.size() == 0) {
        return {};
    }
    YAML::Emitter out;
    out << others;
    return QByteArray(out.c_str()) + '\n';
}
} // namespace

Result<Profile> parseProfile(const QByteArray &document, const QString &origin)
{
    Profile profile;
    const yaml::Telling telling{Text::tr("read the profile"), origin,
                                Text::tr("Correct that line, or save the connection anew."),
                                QStringLiteral("profile.invalid")};
    const auto taken = yaml::read(document, telling, [&](const YAML::Node &root) { profile = profileOf(root); });
    return taken ? Result<Profile>(std::move(profile)) : failure(taken.error());
}

QByteArray formatProfile(const Profile &profile)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << profile.name.toStdString();
    yaml::emitMachines(out, profile.machines);
    if (profile.acceptPlainTcp) {
        out << YAML::Key << "accept_plain_tcp" << YAML::Value << true;
    }
    if (profile.readOnly) {
        out << YAML::Key << "read_only" << YAML::Value << true;
    }
    if (profile.production) {
        out << YAML::Key << "production" << YAML::Value << true;
    }
    if (profile.stormUi) {
        out << YAML::Key << "storm_ui" << YAML::Value << profile.stormUi->text().toStdString();
    }
    out << YAML::EndMap;
    return QByteArray(out.c_str()) + '\n';
}

Result<void> checkSecurity(const Profile &profile)
{
    for (const Machine &machine : profile.machines) {
        if (machine.engine.isExposed() && !profile.acceptPlainTcp) {
            return failure({.kind = ErrorKind::Denied,
                            .layer = Layer::Connect,
                            .attempted = Text::tr("connect by plain TCP"),
                            .target = machine.engine.text(),
                            .reason = Text::tr("whoever reaches that port is root on %1").arg(machine.name),
                            .remedy = Text::tr("Say in the profile that you know it (accept_plain_tcp: true), or use "
                                               "SSH, TLS or a unix socket."),
                            .code = QStringLiteral("profile.plain-tcp")});
        }
    }
    return {};
}

QString profilePath(const QString &nameOrPath)
{
    return QFileInfo::exists(nameOrPath) ? nameOrPath : profileFile(nameOrPath);
}

Result<Profile> loadProfile(const QString &nameOrPath)
{
    const QString path = profilePath(nameOrPath);
    const auto content = readFile(path, largestFile);
    return content ? parseProfile(*content, path) : failure(content.error());
}

Result<void> saveProfile(const Profile &profile, const QByteArray &more)
{
    static const QRegularExpression usable(QStringLiteral("^[^/\\x00]+$"));
    if (!usable.match(profile.name).hasMatch() || profile.name.startsWith(u'.')) {
        return failure({.kind = ErrorKind::Rejected,
                        .attempted = Text::tr("save the profile"),
                        .reason = Text::tr("“%1” cannot be a file's name").arg(profile.name),
                        .remedy = Text::tr("Choose a name without slashes."),
                        .code = QStringLiteral("profile.name")});
    }
    if (auto made = makePrivateFolder(profilesFolder()); !made) {
        return made;
    }
    const QString path = profileFile(profile.name);
    const QByteArray source = more.isEmpty() ? readFile(path, largestFile).value_or(QByteArray()) : more;
    return writePrivateFile(path, formatProfile(profile) + othersIn(source));
}

QStringList savedProfiles()
{
    QStringList names;
    const QStringList files = QDir(profilesFolder()).entryList({u'*' + suffix}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        names << file.chopped(suffix.size());
    }
    return names;
}

} // namespace stormdeck::settings
