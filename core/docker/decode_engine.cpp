// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/decode.h"

#include "docker/lists.h"

#include <QCoreApplication>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerAnswer)
};
} // namespace

QString lacksIdentity(qsizetype position)
{
    return Text::tr("entry %1 of its list has neither an id nor a name").arg(position);
}

QString isNoObject()
{
    return Text::tr("its answer is not an object");
}

QString isNoList()
{
    return Text::tr("its answer is not a list");
}

// These overloads are found by their argument Json, which an unnamed namespace would prevent.
static void read(Json value, EngineVersion &version)
{
    readMembers(value, Member{"ApiVersion", version.api}, Member{"MinAPIVersion", version.minimumApi},
                Member{"Version", version.version}, Member{"Os", version.operatingSystem},
                Member{"Arch", version.architecture});
}

static void read(Json value, RemoteManager &manager)
{
    readMembers(value, Member{"NodeID", manager.node}, Member{"Addr", manager.address});
}

static void read(Json value, LocalSwarm &swarm)
{
    readMembers(value, Member{"LocalNodeState", swarm.state}, Member{"NodeID", swarm.node},
                Member{"NodeAddr", swarm.nodeAddress}, Member{"ControlAvailable", swarm.controlAvailable},
                Member{"Error", swarm.error}, Member{"RemoteManagers", swarm.managers},
                Member{"Cluster", [&](Json cluster) {
                           readMembers(cluster, Member{"ID", swarm.swarm}, Member{"DataPathPort", swarm.dataPathPort});
                       }});
}

static void read(Json value, EngineInfo &info)
{
    readMembers(value, Member{"ID", info.id}, Member{"Name", info.name}, Member{"ServerVersion", info.serverVersion},
                Member{"OperatingSystem", info.operatingSystem}, Member{"Architecture", info.architecture},
                Member{"NCPU", info.cpus}, Member{"MemTotal", info.memoryBytes},
                Member{"ContainersRunning", info.containersRunning}, Member{"CgroupVersion", info.cgroupVersion},
                Member{"LiveRestoreEnabled", info.liveRestore}, Member{"SystemTime", info.systemTime},
                Member{"Swarm", info.swarm}, Member{"HttpProxy", info.httpProxy}, Member{"HttpsProxy", info.httpsProxy},
                Member{"NoProxy", info.noProxy});
}

static void readSubnets(Json value, QStringList &subnets)
{
    readMembers(value, Member{"Config", [&](Json configs) {
                                  configs.elements([&](Json config) {
                                      readMembers(config, Member{"Subnet", subnets.emplaceBack()});
                                  });
                              }});
    subnets.removeAll(QString());
}

static void read(Json value, Network &network)
{
    readMembers(value, Member{"Id", network.id}, Member{"Name", network.name}, Member{"Driver", network.driver},
                Member{"Scope", network.scope}, Member{"Attachable", network.attachable},
                Member{"Ingress", network.ingress}, Member{"Labels", network.labels},
                Member{"Created", network.createdAt},
                Member{"IPAM", [&](Json ipam) { readSubnets(ipam, network.subnets); }});
}

static void read(Json value, Volume &volume)
{
    readMembers(value, Member{"Name", volume.name}, Member{"Driver", volume.driver}, Member{"Labels", volume.labels},
                Member{"CreatedAt", volume.createdAt});
}

static void read(Json value, Image &image)
{
    readMembers(value, Member{"Id", image.id}, Member{"RepoTags", image.tags}, Member{"RepoDigests", image.digests},
                Member{"Size", image.sizeBytes});
}

static QString withoutSlash(const QString &name)
{
    return name.startsWith(u'/') ? name.mid(1) : name;
}

static void read(Json value, Container &container)
{
    readMembers(value, Member{"Id", container.id}, Member{"Image", container.image}, Member{"State", container.state},
                Member{"Status", container.status}, Member{"Labels", container.labels},
                Member{"Created", container.createdAt},
                Member{"Names", [&](Json names) {
                           names.elements([&](Json name) { container.names.append(withoutSlash(name.text())); });
                       }});
}

static void readState(Json value, ContainerState &state)
{
    readMembers(value, Member{"Status", state.status}, Member{"Running", state.running},
                Member{"ExitCode", state.exitCode}, Member{"Error", state.error}, Member{"StartedAt", state.startedAt},
                Member{"FinishedAt", state.finishedAt});
}

static void read(Json value, ContainerState &state)
{
    readMembers(value, Member{"Id", state.id}, Member{"Name", state.name},
                Member{"State", [&](Json part) { readState(part, state); }},
                Member{"Config", [&](Json config) {
                           readMembers(config, Member{"Labels", state.labels});
                       }});
    state.name = withoutSlash(state.name);
}

static void read(Json value, Created &created)
{
    readMembers(value, Member{"ID", created.id}, Member{"Id", created.id}, Member{"id", created.id},
                Member{"Warnings", created.warnings},
                Member{"Warning", [&](Json warning) {
                           if (const QString text = warning.text(); !text.isEmpty()) {
                               created.warnings.append(text);
                           }
                       }});
}

static void read(Json value, Exit &exit)
{
    readMembers(value, Member{"StatusCode", exit.code}, Member{"Error", [&](Json error) {
                                                                   readMembers(error, Member{"Message", exit.error});
                                                               }});
}

static void read(Json value, PullLine &line)
{
    readMembers(
        value, Member{"id", line.progress.layer}, Member{"status", line.progress.status}, Member{"error", line.error},
        Member{"progressDetail", [&](Json detail) {
                   readMembers(detail, Member{"current", line.progress.current}, Member{"total", line.progress.total});
               }});
}

static void read(Json value, Event &event)
{
    readMembers(value, Member{"Type", event.type}, Member{"Action", event.action},
                Member{"Actor", [&](Json actor) {
                           readMembers(actor, Member{"ID", event.id});
                       }});
}

Result<EngineVersion> decodeVersion(const QByteArray &body)
{
    return decodeObject<EngineVersion>(body, [](const EngineVersion &version) {
        return version.api == ApiVersion{} ? Text::tr("its answer names no API version") : QString();
    });
}

Result<EngineInfo> decodeInfo(const QByteArray &body)
{
    return decodeObject<EngineInfo>(body, [](const EngineInfo &info) {
        return info.id.isEmpty() && info.name.isEmpty() ? Text::tr("its answer names no engine") : QString();
    });
}

Result<std::vector<Network>> decodeNetworks(const QByteArray &body)
{
    return decodeList<Network>(body, [](const Network &network) { return network.id.value; });
}

Result<std::vector<Volume>> decodeVolumes(const QByteArray &body)
{
    std::vector<Volume> volumes;
    auto parsed = Json::parse(body, [&](Json root) {
        if (!root.isObject()) {
            return isNoObject();
        }
        readMembers(root, Member{"Volumes", volumes});
        const bool isNamed =
            std::none_of(volumes.begin(), volumes.end(), [](const Volume &v) { return v.name.isEmpty(); });
        return isNamed ? QString() : Text::tr("a volume of its list has no name");
    });
    return parsed ? Result<std::vector<Volume>>(std::move(volumes)) : failure(parsed.error());
}

Result<Image> decodeImage(const QByteArray &body)
{
    return decodeObject<Image>(body, [](const Image &image) {
        return image.id.isEmpty() ? Text::tr("its answer has no image id") : QString();
    });
}

Result<std::vector<Container>> decodeContainers(const QByteArray &body)
{
    return decodeList<Container>(body, [](const Container &container) { return container.id.value; });
}

Result<ContainerState> decodeContainer(const QByteArray &body)
{
    return decodeObject<ContainerState>(body, [](const ContainerState &state) {
        return state.id.isEmpty() ? Text::tr("its answer has no container id") : QString();
    });
}

Result<Created> decodeCreated(const QByteArray &body)
{
    return decodeObject<Created>(body, [](const Created &created) {
        return created.id.isEmpty() ? Text::tr("its answer does not name what was made") : QString();
    });
}

Result<QString> decodeText(const QByteArray &body)
{
    QString text;
    auto parsed = Json::parse(body, [&](Json root) {
        text = root.isObject() || root.isArray() ? QString() : root.text();
        return text.isEmpty() ? Text::tr("its answer is not a text") : QString();
    });
    return parsed ? Result<QString>(std::move(text)) : failure(parsed.error());
}

Result<QString> decodeDigest(const QByteArray &body)
{
    QString digest;
    auto parsed = Json::parse(body, [&](Json root) {
        readMembers(root, Member{"Descriptor", [&](Json descriptor) {
                                     readMembers(descriptor, Member{"digest", digest});
                                 }});
        return digest.isEmpty() ? Text::tr("its answer has no digest") : QString();
    });
    return parsed ? Result<QString>(std::move(digest)) : failure(parsed.error());
}

Result<Exit> decodeWait(const QByteArray &body)
{
    return decodeObject<Exit>(body, [](const Exit &) { return QString(); });
}

Result<std::optional<int>> decodeExecState(const QByteArray &body)
{
    std::optional<int> code;
    auto parsed = Json::parse(body, [&](Json root) {
        bool running = false;
        readMembers(root, Member{"Running", running}, Member{"ExitCode", code});
        code = running ? std::nullopt : code;
        return root.isObject() ? QString() : isNoObject();
    });
    return parsed ? Result<std::optional<int>>(code) : failure(parsed.error());
}

Result<PullLine> decodePullLine(const QByteArray &line)
{
    return decodeObject<PullLine>(line, [](const PullLine &) { return QString(); });
}

Result<Event> decodeEvent(const QByteArray &line)
{
    return decodeObject<Event>(
        line, [](const Event &event) { return event.type.isEmpty() ? Text::tr("the event has no type") : QString(); });
}

QString decodeMessage(const QByteArray &body)
{
    QString message;
    const auto parsed = Json::parse(body, [&](Json root) {
        readMembers(root, Member{"message", message});
        return QString();
    });
    return parsed ? message.trimmed() : QString();
}

} // namespace stormdeck::docker
