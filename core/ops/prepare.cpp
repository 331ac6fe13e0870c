// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/prepare.h"

#include "actions/values.h"
#include "ops/refusal.h"
#include "preflight/obstacle.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Prepare)
};

constexpr int checkSeconds = 2;
constexpr int installSeconds = 60;
constexpr int restartSeconds = 4;
constexpr int pullSeconds = 20;
constexpr int cleanSeconds = 4;
constexpr int offSeconds = 15;

using preflight::MachineFacts;
using preflight::Obstacle;
using preflight::SystemFacts;
using Source = PrepareInputs::Source;

QString enginePackageOf(Source source)
{
    return source == Source::Vendor ? QStringLiteral("docker-ce") : QStringLiteral("docker.io");
}

/// From Debian 13 on the docker program is a package of its own.
QStringList enginePackages(const SystemFacts &system, Source source)
{
    if (const QString kept = preflight::enginePackage(system); !kept.isEmpty()) {
        return {kept};
    }
    if (source == Source::Vendor) {
        return {QStringLiteral("docker-ce"), QStringLiteral("docker-ce-cli"), QStringLiteral("containerd.io")};
    }
    constexpr int firstSplit = 13;
    const bool isSplit = system.systemId == QStringLiteral("debian") && system.systemVersion.toInt() >= firstSplit;
    return isSplit ? QStringList{QStringLiteral("docker.io"), QStringLiteral("docker-cli")}
                   : QStringList{QStringLiteral("docker.io")};
}

/// Where there is no engine yet, parts of the other source's would be in the way.
QString packageInTheWay(const SystemFacts &system, Source source)
{
    if (!preflight::enginePackage(system).isEmpty()) {
        return {};
    }
    const QStringList others =
        source == Source::Vendor
            ? QStringList{QStringLiteral("containerd"), QStringLiteral("runc"), QStringLiteral("podman-docker")}
            : QStringList{QStringLiteral("containerd.io"), QStringLiteral("podman-docker")};
    const auto found = std::find_if(others.begin(), others.end(),
                                    [&system](const QString &name) { return system.packages.contains(name); });
    return found == others.end() ? QString() : *found;
}

bool needsVendor(const SystemFacts &system, const PrepareInputs &inputs)
{
    return inputs.source == Source::Vendor && preflight::enginePackage(system).isEmpty();
}

/// Why this machine must not be prepared in this way.
std::optional<Obstacle> obstacleTo(const MachineFacts &host, const PrepareInputs &inputs)
{
    if (auto obstacle = preflight::obstacleTo(host, inputs.cleansIdentity)) {
        return obstacle;
    }
    const QString &name = host.machine.name;
    const SystemFacts &system = *host.system;
    if (const QString package = packageInTheWay(system, inputs.source); !package.isEmpty()) {
        return Obstacle{
            .reason = Text::tr("%1 has %2, which excludes %3").arg(name, package, enginePackageOf(inputs.source)),
            .remedy = Text::tr("Remove %1 there if nothing needs it, or choose the other source.").arg(package),
            .code = QStringLiteral("packages.conflict")};
    }
    if (needsVendor(system, inputs) && system.vendorRelease == false) {
        return Obstacle{.reason = Text::tr("Docker's repository has nothing for %1 (%2), or %3 cannot reach it")
                                      .arg(system.systemName, system.codename, name),
                        .remedy = Text::tr("Take the distribution's package. Nothing was changed."),
                        .code = QStringLiteral("vendor.no-release")};
    }
    return std::nullopt;
}

std::optional<Error> refusalOf(const PrepareInputs &inputs, const std::vector<MachineFacts> &facts)
{
    QStringList reasons;
    QStringList remedies;
    QString code;
    for (const MachineFacts &host : facts) {
        if (const auto obstacle = obstacleTo(host, inputs)) {
            reasons << obstacle->reason;
            remedies << obstacle->remedy;
            code = code.isEmpty() ? obstacle->code : code;
        }
    }
    remedies.removeDuplicates();
    return reasons.isEmpty() ? std::nullopt
                             : std::optional(refusal(Text::tr("plan the preparation"),
                                                     reasons.join(QStringLiteral("; ")), remedies.join(u' '), code));
}

class PrepareBuilder
{
public:
    PrepareBuilder(const PrepareInputs &inputs, const std::vector<MachineFacts> &facts)
        : m_inputs(inputs), m_facts(facts)
    {
    }

    std::vector<plan::Stage> stages()
    {
        const QString group = Text::tr("Look");
        each(group, QStringLiteral("check"), Text::tr("Check the system"), checkSeconds,
             [this](const MachineFacts &host) {
                 return actions::CheckHost{.machine = host.machine.name,
                                           .system = host.system->systemId + u' ' + host.system->systemVersion,
                                           .isCleaned = m_inputs.cleansIdentity};
             });
        packageStages(Text::tr("Packages"));
        settingStages(Text::tr("Settings"));
        imageStage();
        endStages(Text::tr("Snapshot"));
        return std::move(m_stages);
    }

    [[nodiscard]] QString userOf(const MachineFacts &host) const
    {
        const QString &login = host.system->user;
        return m_inputs.dockerUser.isEmpty() && login != QStringLiteral("root") ? login : m_inputs.dockerUser;
    }

private:
    using Make = std::function<std::optional<actions::Action>(const MachineFacts &)>;

    /// A stage with a step for each machine that needs one, none where no machine does.
    void each(const QString &group, const QString &id, const QString &title, int seconds, const Make &make)
    {
        std::vector<plan::Step> steps;
        for (const MachineFacts &host : m_facts) {
            if (const auto action = make(host)) {
                steps.push_back({.id = {id + u'.' + host.machine.name},
                                 .title = Text::tr("%1 on %2").arg(title, host.machine.name),
                                 .action = actions::encode(*action),
                                 .weight = seconds});
            }
        }
        if (!steps.empty()) {
            const QString detail = Text::tr("on %n machine(s)", nullptr, static_cast<int>(steps.size()));
            m_stages.push_back(
                {.id = {id}, .group = group, .title = title, .detail = detail, .steps = std::move(steps)});
        }
    }

    QStringList packagesOf(const MachineFacts &host) const
    {
        QStringList packages = enginePackages(*host.system, m_inputs.source);
        if (m_inputs.synchronisesTime && !host.system->canSynchronise) {
            packages << QStringLiteral("systemd-timesyncd");
        }
        return packages;
    }

    void packageStages(const QString &group)
    {
        each(group, QStringLiteral("lock"), Text::tr("Wait for the package lock"), 1, [this](const MachineFacts &host) {
            return actions::AwaitPackageLock{.machine = host.machine.name, .packages = packagesOf(host)};
        });
        each(group, QStringLiteral("repository"), Text::tr("Add Docker's repository"), checkSeconds,
             [this](const MachineFacts &host) -> std::optional<actions::Action> {
                 return needsVendor(*host.system, m_inputs)
                            ? std::optional<actions::Action>(
                                  actions::AddVendorRepository{.machine = host.machine.name,
                                                               .system = host.system->systemId,
                                                               .codename = host.system->codename,
                                                               .architecture = host.system->packageArchitecture})
                            : std::nullopt;
             });
        each(group, QStringLiteral("install"), Text::tr("Install Docker Engine"), installSeconds,
             [this](const MachineFacts &host) {
                 return actions::InstallPackages{.machine = host.machine.name,
                                                 .packages = packagesOf(host),
                                                 .enabled = {QStringLiteral("docker.service")}};
             });
    }

    void settingStages(const QString &group)
    {
        each(group, QStringLiteral("engine"), Text::tr("Set the engine"), restartSeconds,
             [this](const MachineFacts &host) {
                 return actions::ConfigureEngine{.machine = host.machine.name, .settings = m_inputs.engine};
             });
        if (m_inputs.tunesKernel) {
            each(group, QStringLiteral("kernel"), Text::tr("Set the kernel"), 1, [](const MachineFacts &host) {
                return actions::ConfigureKernel{.machine = host.machine.name, .values = usualKernelValues()};
            });
        }
        if (!m_inputs.timezone.isEmpty() || m_inputs.synchronisesTime) {
            each(group, QStringLiteral("time"), Text::tr("Set the clock"), 1, [this](const MachineFacts &host) {
                return actions::ConfigureTime{.machine = host.machine.name,
                                              .timezone = m_inputs.timezone,
                                              .isSynchronised = m_inputs.synchronisesTime};
            });
        }
        each(group, QStringLiteral("group"), Text::tr("Allow the engine's use"), 1,
             [this](const MachineFacts &host) -> std::optional<actions::Action> {
                 const QString user = userOf(host);
                 return user.isEmpty()
                            ? std::nullopt
                            : std::optional<actions::Action>(actions::AddToGroup{
                                  .machine = host.machine.name, .user = user, .group = QStringLiteral("docker")});
             });
    }

    void imageStage()
    {
        std::vector<plan::Step> steps;
        for (const QString &image : m_inputs.images) {
            for (const MachineFacts &host : m_facts) {
                steps.push_back(
                    {.id = {QStringLiteral("image.%1.%2").arg(image, host.machine.name)},
                     .title = Text::tr("Pull %1 on %2").arg(image, host.machine.name),
                     .action = actions::encode(actions::PrepullImage{.machine = host.machine.name, .reference = image}),
                     .weight = pullSeconds});
            }
        }
        if (!steps.empty()) {
            m_stages.push_back({.id = {QStringLiteral("images")},
                                .group = Text::tr("Images"),
                                .title = Text::tr("Pull %1").arg(m_inputs.images.join(QStringLiteral(", "))),
                                .detail = Text::tr("on %n machine(s)", nullptr, static_cast<int>(m_facts.size())),
                                .steps = std::move(steps)});
        }
    }

    void endStages(const QString &group)
    {
        if (m_inputs.cleansIdentity) {
            each(group, QStringLiteral("identity"), Text::tr("Remove what identifies it"), cleanSeconds,
                 [this](const MachineFacts &host) {
                     return actions::CleanIdentity{.machine = host.machine.name,
                                                   .hostKeys = m_inputs.powersOff,
                                                   .loginKeys = m_inputs.removesLoginKeys};
                 });
        }
        if (m_inputs.powersOff) {
            each(group, QStringLiteral("off"), Text::tr("Switch it off"), offSeconds,
                 [](const MachineFacts &host) { return actions::PowerOff{.machine = host.machine.name}; });
        }
    }

    const PrepareInputs &m_inputs;
    const std::vector<MachineFacts> &m_facts;
    std::vector<plan::Stage> m_stages;
};

void addIdentityNotes(const PrepareInputs &inputs, QStringList &notes)
{
    if (inputs.cleansIdentity && inputs.powersOff) {
        notes << Text::tr("SSH's host keys are removed just before the machine is switched off. From then on no new "
                          "connection is possible until it, or a machine made of its snapshot, was started: each makes "
                          "keys of its own at its first start.");
    } else if (inputs.cleansIdentity) {
        notes << Text::tr("The machine stays on, and so do its SSH host keys: without them nobody could log in. Before "
                          "a snapshot is taken, prepare it once more and have it switched off.");
    }
    if (inputs.cleansIdentity) {
        notes << Text::tr("Stopped containers, volumes and networks of its engine are removed. Images stay.");
    }
    if (inputs.removesLoginKeys) {
        notes << Text::tr("The keys that let you in are removed too: machines made of the snapshot need keys of their "
                          "own, as a cloud gives them.");
    }
}

/// The one system that Stormdeck's tests have prepared on machines.
bool isObserved(const SystemFacts &system)
{
    return system.systemId == QStringLiteral("debian") && system.systemVersion == QStringLiteral("12");
}

void addMachineNotes(const MachineFacts &host, QStringList &notes)
{
    const QString &name = host.machine.name;
    const QString kept = preflight::enginePackage(*host.system);
    if (!kept.isEmpty()) {
        notes << Text::tr("%1 has an engine already and keeps it: %2 %3.")
                     .arg(name, kept, host.system->packages.value(kept));
    }
    if (host.engine && host.engine->info.containersRunning > 0) {
        notes << Text::tr("Where its settings change, the engine of %1 is restarted, and its %n running container(s) "
                          "with it.",
                          nullptr, host.engine->info.containersRunning)
                     .arg(name);
    }
    if (!isObserved(*host.system)) {
        notes << Text::tr("Not observed: %1 runs %2; Stormdeck's tests have prepared machines with Debian 12 alone. "
                          "Look at the result with care.")
                     .arg(name, host.system->systemName);
    }
}

QStringList notesOf(const PrepareInputs &inputs, const std::vector<MachineFacts> &facts)
{
    QStringList notes;
    for (const MachineFacts &host : facts) {
        addMachineNotes(host, notes);
    }
    if (std::any_of(facts.begin(), facts.end(),
                    [&](const MachineFacts &host) { return needsVendor(*host.system, inputs); })) {
        notes << Text::tr("Not observed: installing from Docker's own repository could not be tried when Stormdeck was "
                          "made. Look at the result with care.");
    }
    notes << Text::tr("Whoever is in the group docker of a machine is root there.");
    if (!inputs.engine.insecureRegistries.isEmpty()) {
        notes << Text::tr("Images from %1 are taken without TLS: whoever is on the way can replace them.")
                     .arg(inputs.engine.insecureRegistries.join(QStringLiteral(", ")));
    }
    addIdentityNotes(inputs, notes);
    return notes;
}

QStringList staysOf(const PrepareInputs &inputs)
{
    QStringList stays{Text::tr("what the packages brought with them")};
    if (!inputs.images.isEmpty()) {
        stays << Text::tr("the pulled images");
    }
    if (inputs.tunesKernel) {
        stays << Text::tr("the kernel's parameters until the next boot");
    }
    if (inputs.cleansIdentity) {
        stays << Text::tr("that the identity is gone");
    }
    return stays;
}
} // namespace

Result<plan::Plan> preparePlan(const PrepareInputs &given, const std::vector<MachineFacts> &facts, const Stamp &stamp)
{
    PrepareInputs inputs = given;
    inputs.images.removeDuplicates(); // each is a step, of which no two may be the same
    if (const auto found = problems(inputs); !found.empty()) {
        return failure(refusal(Text::tr("plan the preparation"), found));
    }
    if (const auto refused = refusalOf(inputs, facts)) {
        return failure(*refused);
    }
    QStringList names;
    for (const Machine &machine : inputs.machines) {
        names << machine.name;
    }
    const QString all = names.join(QStringLiteral(", "));
    plan::Plan made{.operation = stamp.operation,
                    .kind = QStringLiteral("prepare"),
                    .cluster = all,
                    .title = Text::tr("Prepare %1").arg(all),
                    .made = stamp.now,
                    .reversible = !inputs.powersOff,
                    .machines = inputs.machines};
    made.stages = PrepareBuilder(inputs, facts).stages();
    made.notes = notesOf(inputs, facts);
    made.stays = staysOf(inputs);
    return made;
}

} // namespace stormdeck::ops
