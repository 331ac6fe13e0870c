// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/remains.h"

#include "cluster/labels.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

constexpr std::chrono::seconds gonePatience{60};

Result<void> removeVolumesOn(docker::Client &engine, Context &context)
{
    const auto volumes = engine.volumes(context.stop);
    if (!volumes) {
        return failure(volumes.error());
    }
    for (const docker::Volume &volume : *volumes) {
        const bool ofStep = isOurs(volume.labels, context.attempt)
            && volume.labels.value(cluster::labels::step) == context.attempt.step.value;
        if (!ofStep) {
            continue;
        }
        const auto remove = [&] { return engine.removeVolume(volume.name, context.stop); };
        if (auto removed = retryWhileInUse(remove, gonePatience, context.stop); !removed) {
            return removed;
        }
    }
    return {};
}
} // namespace

Result<int> containersLeft(Context &context, const QString &service)
{
    const QStringList labels{QStringLiteral("com.docker.swarm.service.name=") + service};
    int left = 0;
    for (const Machine &machine : context.access.machines()) {
        auto engine = context.access.engine(machine.name);
        const auto containers = engine ? (*engine)->containers(labels, context.stop) : failure(engine.error());
        if (!containers) {
            return failure(containers.error());
        }
        left += static_cast<int>(containers->size());
    }
    return left;
}

Result<void> waitForContainersGone(Context &context, const QString &service)
{
    const Instant begun = BootClock::now();
    const Deadline deadline = Deadline::in(gonePatience);
    while (true) {
        const auto left = containersLeft(context, service);
        if (!left || *left == 0) {
            return left ? Result<void>{} : failure(left.error());
        }
        if (deadline.passed() || !pause(untilNextLook(begun), context.stop)) {
            return failure({.kind = ErrorKind::Deadline, .layer = Layer::Docker,
                            .attempted = Text::tr("see the containers of %1 gone").arg(service),
                            .reason = Text::tr("%n container(s) are still there", nullptr, *left),
                            .remedy = Text::tr("Look at the engine of that machine, then undo again."),
                            .code = QStringLiteral("container.stays")});
        }
    }
}

Result<void> removeVolumesOfStep(Context &context)
{
    for (const Machine &machine : context.access.machines()) {
        auto engine = context.access.engine(machine.name);
        const auto removed = engine ? removeVolumesOn(**engine, context) : failure(engine.error());
        if (!removed) {
            return removed;
        }
    }
    return {};
}

} // namespace stormdeck::actions
