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

QString withoutPrefixLength(const QString &address)
{
    return address.section(u'/', 0, 0);
}
} // namespace

// These overloads are found by their argument Json, which an unnamed namespace would prevent.
static void read(Json value, Swarm &swarm)
{
    readMembers(value, Member{"ID", swarm.id}, Member{"CreatedAt", swarm.createdAt},
                Member{"Version", [&](Json version) { readVersion(version, swarm.version); }},
                Member{"Spec", [&](Json spec) {
                           readMembers(
                               spec, Member{"Labels", swarm.labels},
                               Member{"Dispatcher", [&](Json dispatcher) {
                                          readMembers(dispatcher, Member{"HeartbeatPeriod", swarm.heartbeatNanos});
                                      }});
                       }});
}

static void read(Json value, JoinTokens &tokens)
{
    readMembers(value, Member{"JoinTokens", [&](Json both) {
                                  readMembers(
                                      both, Member{"Worker", [&](Json token) { tokens.worker = Secret(token.text()); }},
                                      Member{"Manager", [&](Json token) { tokens.manager = Secret(token.text()); }});
                              }});
}

static void read(Json value, ManagerStatus &status)
{
    readMembers(value, Member{"Leader", status.leader}, Member{"Reachability", status.reachability},
                Member{"Addr", status.address});
}

static void read(Json value, Resources &resources)
{
    readMembers(value, Member{"NanoCPUs", resources.nanoCpus}, Member{"MemoryBytes", resources.memoryBytes});
}

static void readNodeSpec(Json value, Node &node)
{
    readMembers(value, Member{"Name", node.specName}, Member{"Labels", node.labels}, Member{"Role", node.role},
                Member{"Availability", node.availability});
}

static void readNodeDescription(Json value, Node &node)
{
    readMembers(
        value, Member{"Hostname", node.hostname},
        Member{"Platform",
               [&](Json platform) {
                   readMembers(platform, Member{"Architecture", node.architecture}, Member{"OS", node.operatingSystem});
               }},
        Member{"Resources",
               [&](Json resources) {
                   readMembers(resources, Member{"NanoCPUs", node.nanoCpus}, Member{"MemoryBytes", node.memoryBytes});
               }},
        Member{"Engine", [&](Json engine) {
                   readMembers(engine, Member{"EngineVersion", node.engineVersion});
               }});
}

static void read(Json value, Node &node)
{
    readMembers(value, Member{"ID", node.id}, Member{"CreatedAt", node.createdAt}, Member{"UpdatedAt", node.updatedAt},
                Member{"ManagerStatus", node.manager},
                Member{"Version", [&](Json version) { readVersion(version, node.version); }},
                Member{"Spec", [&](Json spec) { readNodeSpec(spec, node); }},
                Member{"Description", [&](Json description) { readNodeDescription(description, node); }},
                Member{"Status", [&](Json status) {
                           readMembers(status, Member{"State", node.state}, Member{"Message", node.message},
                                       Member{"Addr", node.address});
                       }});
}

static void read(Json value, Mount &mount)
{
    readMembers(value, Member{"Type", mount.type}, Member{"Source", mount.source}, Member{"Target", mount.target},
                Member{"ReadOnly", mount.readOnly},
                Member{"VolumeOptions", [&](Json options) {
                           readMembers(options, Member{"Labels", mount.volumeLabels});
                       }});
}

static void read(Json value, PublishedPort &port)
{
    readMembers(value, Member{"Protocol", port.protocol}, Member{"TargetPort", port.target},
                Member{"PublishedPort", port.published}, Member{"PublishMode", port.mode});
}

static void readContainerSpec(Json value, Service &service)
{
    readMembers(value, Member{"Image", service.image}, Member{"Args", service.arguments},
                Member{"Env", service.environment}, Member{"Hostname", service.hostname},
                Member{"Mounts", service.mounts},
                Member{"Configs", [&](Json configs) {
                           configs.elements([&](Json config) {
                               readMembers(config, Member{"ConfigName", service.configNames.emplaceBack()});
                           });
                       }});
}

static void readTargets(Json networks, QStringList &targets)
{
    networks.elements([&](Json network) { readMembers(network, Member{"Target", targets.emplaceBack()}); });
}

static void readTaskTemplate(Json value, Service &service)
{
    readMembers(value, Member{"ContainerSpec", [&](Json spec) { readContainerSpec(spec, service); }},
                Member{"Networks", [&](Json networks) { readTargets(networks, service.networks); }},
                Member{"Placement",
                       [&](Json placement) {
                           readMembers(placement, Member{"Constraints", service.constraints});
                       }},
                Member{"Resources", [&](Json resources) {
                           readMembers(resources, Member{"Reservations", service.reservations});
                       }});
}

static void readServiceMode(Json value, Service &service)
{
    readMembers(value,
                Member{"Replicated",
                       [&](Json replicated) {
                           readMembers(replicated, Member{"Replicas", service.replicas});
                       }},
                Member{"Global", [&](Json) { service.global = true; }});
}

namespace {
/// What a service is made of comes twice: as asked for and as allocated. The latter knows the ports chosen for it.
struct Endpoints
{
    Named<EndpointMode> asked;
    Named<EndpointMode> allocated;
    std::vector<PublishedPort> askedPorts;
    std::vector<PublishedPort> allocatedPorts;
    QStringList olderNetworks; ///< where engines before API 1.44 also take them

    void into(Service &service)
    {
        service.endpointMode = asked.word.isEmpty() ? allocated : asked;
        service.ports = allocatedPorts.empty() ? std::move(askedPorts) : std::move(allocatedPorts);
        if (service.networks.isEmpty()) {
            service.networks = olderNetworks;
        }
    }
};
} // namespace

static void readServiceSpec(Json value, Service &service, Endpoints &endpoints)
{
    readMembers(value, Member{"Name", service.name}, Member{"Labels", service.labels},
                Member{"Mode", [&](Json mode) { readServiceMode(mode, service); }},
                Member{"TaskTemplate", [&](Json task) { readTaskTemplate(task, service); }},
                Member{"Networks", [&](Json networks) { readTargets(networks, endpoints.olderNetworks); }},
                Member{"EndpointSpec", [&](Json spec) {
                           readMembers(spec, Member{"Mode", endpoints.asked}, Member{"Ports", endpoints.askedPorts});
                       }});
}

static void read(Json value, Service &service)
{
    Endpoints endpoints;
    readMembers(
        value, Member{"ID", service.id}, Member{"CreatedAt", service.createdAt}, Member{"UpdatedAt", service.updatedAt},
        Member{"UpdateStatus",
               [&](Json update) {
                   readMembers(update, Member{"State", service.updateState}, Member{"Message", service.updateMessage});
               }},
        Member{"Version", [&](Json version) { readVersion(version, service.version); }},
        Member{"Spec", [&](Json spec) { readServiceSpec(spec, service, endpoints); }},
        Member{"Endpoint", [&](Json endpoint) {
                   readMembers(endpoint, Member{"Ports", endpoints.allocatedPorts},
                               Member{"Spec", [&](Json spec) {
                                          readMembers(spec, Member{"Mode", endpoints.allocated});
                                      }});
               }});
    endpoints.into(service);
}

static void readTaskSpec(Json value, Task &task)
{
    readMembers(value,
                Member{"ContainerSpec",
                       [&](Json spec) {
                           readMembers(spec, Member{"Image", task.image}, Member{"Hostname", task.hostname});
                       }},
                Member{"Resources", [&](Json resources) {
                           readMembers(resources, Member{"Reservations", task.reservations});
                       }});
}

static void readTaskStatus(Json value, Task &task)
{
    readMembers(
        value, Member{"Timestamp", task.changedAt}, Member{"State", task.state}, Member{"Message", task.message},
        Member{"Err", task.error},
        Member{"ContainerStatus", [&](Json status) {
                   readMembers(status, Member{"ContainerID", task.container}, Member{"ExitCode", task.exitCode});
               }});
}

static void readAttachments(Json value, Task &task)
{
    value.elements([&](Json attachment) {
        readMembers(attachment, Member{"Addresses", [&](Json addresses) {
                                           addresses.elements([&](Json address) {
                                               task.addresses.append(withoutPrefixLength(address.text()));
                                           });
                                       }});
    });
}

static void read(Json value, Task &task)
{
    readMembers(value, Member{"ID", task.id}, Member{"CreatedAt", task.createdAt}, Member{"ServiceID", task.service},
                Member{"NodeID", task.node}, Member{"Slot", task.slot}, Member{"DesiredState", task.desired},
                Member{"Spec", [&](Json spec) { readTaskSpec(spec, task); }},
                Member{"Status", [&](Json status) { readTaskStatus(status, task); }},
                Member{"NetworksAttachments", [&](Json attachments) { readAttachments(attachments, task); }});
}

static void read(Json value, Config &config)
{
    readMembers(value, Member{"ID", config.id}, Member{"CreatedAt", config.createdAt},
                Member{"Version", [&](Json version) { readVersion(version, config.version); }},
                Member{"Spec", [&](Json spec) {
                           readMembers(spec, Member{"Name", config.name}, Member{"Labels", config.labels},
                                       Member{"Data", [&](Json data) {
                                                  config.data = QByteArray::fromBase64(data.text().toLatin1());
                                              }});
                       }});
}

Result<Swarm> decodeSwarm(const QByteArray &body)
{
    return decodeObject<Swarm>(body, [](const Swarm &swarm) {
        return swarm.id.isEmpty() ? Text::tr("its answer does not name the swarm") : QString();
    });
}

Result<JoinTokens> decodeJoinTokens(const QByteArray &body)
{
    auto tokens = decodeObject<JoinTokens>(body, [](const JoinTokens &both) {
        return both.worker.isEmpty() || both.manager.isEmpty() ? Text::tr("its answer has no join tokens") : QString();
    });
    if (!tokens) {
        // A sample of this answer may hold a token.
        tokens.error().raw.clear();
    }
    return tokens;
}

Result<std::vector<Node>> decodeNodes(const QByteArray &body)
{
    return decodeList<Node>(body, [](const Node &node) { return node.id.value; });
}

Result<std::vector<Service>> decodeServices(const QByteArray &body)
{
    return decodeList<Service>(body, [](const Service &service) { return service.id.value; });
}

Result<std::vector<Task>> decodeTasks(const QByteArray &body)
{
    return decodeList<Task>(body, [](const Task &task) { return task.id.value; });
}

Result<std::vector<Config>> decodeConfigs(const QByteArray &body)
{
    return decodeList<Config>(body, [](const Config &config) { return config.id.value; });
}

} // namespace stormdeck::docker
