// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profile.h"

#include "util/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace stormdeck::settings {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Profile) };

constexpr qint64 largestFile = 1024 * 1024;
const QString suffix = QStringLiteral(".yaml");

/// Where and why a document is not a profile; caught at the one place that parses.
struct Refusal {
    int line;
    QString reason;
};

Error refused(const QString &origin, int line, const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("read the profile"),
            .target = line >= 0 ? Text::tr("%1, line %2").arg(origin).arg(line + 1) : origin,
            .reason = reason,
            .remedy = Text::tr("Correct that line, or save the connection anew."),
            .code = QStringLiteral("profile.invalid")};
}

QString textOf(const YAML::Node &node, const QString &member)
{
    if (!node.IsScalar()) {
        throw Refusal{node.Mark().line, Text::tr("%1 takes a single value").arg(member)};
    }
    return QString::fromStdString(node.Scalar());
}

bool boolOf(const YAML::Node &node, const QString &member)
{
    const QString word = textOf(node, member);
    if (word != QStringLiteral("true") && word != QStringLiteral("false")) {
        throw Refusal{node.Mark().line, Text::tr("%1 is true or false, not “%2”").arg(member, word)};
    }
    return word == QStringLiteral("true");
}

Endpoint endpointOf(const YAML::Node &node, const QString &member)
{
    const auto endpoint = parseEndpoint(textOf(node, member));
    if (!endpoint) {
        throw Refusal{node.Mark().line, sentence(endpoint.error())};
    }
    return *endpoint;
}

Machine machineOf(const YAML::Node &node)
{
    if (!node.IsMap() || !node["name"] || !node["endpoint"]) {
        throw Refusal{node.Mark().line, Text::tr("a machine has a name and an endpoint")};
    }
    Machine machine{.name = textOf(node["name"], QStringLiteral("name")),
                    .engine = endpointOf(node["endpoint"], QStringLiteral("endpoint"))};
    machine.address = node["address"] ? textOf(node["address"], QStringLiteral("address")) : machine.engine.host;
    machine.manager = node["manager"] && boolOf(node["manager"], QStringLiteral("manager"));
    return machine;
}

Profile profileOf(const YAML::Node &document)
{
    if (!document.IsMap() || !document["name"]) {
        throw Refusal{document.Mark().line, Text::tr("a profile has a name and machines")};
    }
    Profile profile{.name = textOf(document["name"], QStringLiteral("name"))};
    const YAML::Node machines = document["machines"];
    if (machines && !machines.IsSequence()) {
        throw Refusal{machines.Mark().line, Text::tr("machines takes a list")};
    }
    for (const YAML::Node &machine : machines) {
        profile.machines.push_back(machineOf(machine));
    }
    const auto flag = [&](const char *name) {
        return document[name] && boolOf(document[name], QString::fromLatin1(name));
    };
    profile.acceptPlainTcp = flag("accept_plain_tcp");
    profile.readOnly = flag("read_only");
    if (document["storm_ui"]) {
        profile.stormUi = endpointOf(document["storm_ui"], QStringLiteral("storm_ui"));
    }
    return profile;
}

void emitMachine(YAML::Emitter &out, const Machine &machine)
{
    out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << machine.name.toStdString() << YAML::Key << "endpoint"
        << YAML::Value << machine.engine.text().toStdString();
    if (!machine.address.isEmpty()) {
        out << YAML::Key << "address" << YAML::Value << machine.address.toStdString();
    }
    if (machine.manager) {
        out << YAML::Key << "manager" << YAML::Value << true;
    }
    out << YAML::EndMap;
}

QString pathOf(const QString &name)
{
    return profilesFolder() + u'/' + name + suffix;
}
} // namespace

Result<Profile> parseProfile(const QByteArray &yaml, const QString &origin)
{
    try {
        return profileOf(YAML::Load(yaml.toStdString()));
    } catch (const Refusal &refusal) {
        return failure(refused(origin, refusal.line, refusal.reason));
    } catch (const YAML::Exception &exception) {
        return failure(refused(origin, exception.mark.line, QString::fromStdString(exception.msg)));
    }
}

QByteArray formatProfile(const Profile &profile)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << profile.name.toStdString() << YAML::Key << "machines"
        << YAML::Value << YAML::BeginSeq;
    for (const Machine &machine : profile.machines) {
        emitMachine(out, machine);
    }
    out << YAML::EndSeq;
    if (profile.acceptPlainTcp) {
        out << YAML::Key << "accept_plain_tcp" << YAML::Value << true;
    }
    if (profile.readOnly) {
        out << YAML::Key << "read_only" << YAML::Value << true;
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
        if (!machine.engine.isLocal() && !profile.acceptPlainTcp) {
            return failure({.kind = ErrorKind::Denied,
                            .layer = Layer::Connect,
                            .attempted = Text::tr("connect by plain TCP"),
                            .target = machine.engine.text(),
                            .reason = Text::tr("whoever reaches that port is root on %1").arg(machine.name),
                            .remedy = Text::tr("Say in the profile that you know it (accept_plain_tcp: true), or use a "
                                               "unix socket."),
                            .code = QStringLiteral("profile.plain-tcp")});
        }
    }
    return {};
}

Result<Profile> loadProfile(const QString &nameOrPath)
{
    const QString path = QFileInfo::exists(nameOrPath) ? nameOrPath : pathOf(nameOrPath);
    const auto content = readFile(path, largestFile);
    return content ? parseProfile(*content, path) : failure(content.error());
}

Result<void> saveProfile(const Profile &profile)
{
    static const QRegularExpression usable(QStringLiteral("^[^/\\x00]+$"));
    if (!usable.match(profile.name).hasMatch() || profile.name.startsWith(u'.')) {
        return failure({.kind = ErrorKind::Rejected, .attempted = Text::tr("save the profile"),
                        .reason = Text::tr("“%1” cannot be a file's name").arg(profile.name),
                        .remedy = Text::tr("Choose a name without slashes."), .code = QStringLiteral("profile.name")});
    }
    if (auto made = makePrivateFolder(profilesFolder()); !made) {
        return made;
    }
    return writePrivateFile(pathOf(profile.name), formatProfile(profile));
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
