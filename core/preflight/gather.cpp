// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/gather.h"

#include "preflight/crossings.h"
#include "preflight/look.h"
#include "preflight/lookscript.h"
#include "preflight/sockets.h"
#include "preflight/systemfacts.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUuid>

#include <algorithm>
#include <mutex>
#include <thread>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

constexpr size_t mostMachines = 64;
constexpr std::chrono::seconds openPatience{20};
constexpr std::chrono::seconds namesPatience{20};
constexpr std::chrono::seconds readyPatience{6};
constexpr std::chrono::seconds listenTime{30};
constexpr std::chrono::seconds probePatience{22}; ///< all tries of one machine; within listenTime with readyPatience
constexpr std::chrono::milliseconds tryPatience{2000};
constexpr std::chrono::milliseconds doorPatience{1000}; ///< whether it is shut is worth less time
constexpr std::chrono::milliseconds endPatience{2000};
constexpr PortName door{PortProtocol::Tcp, plainEnginePort};

/// One machine while it is being looked at. Belongs to the thread that serves it; `heard` alone is shared.
struct Subject
{
    MachineFacts facts;
    std::optional<access::Host> host; ///< none: not reached by SSH
    std::mutex mutex;                 ///< guards heard, hasEnded
    std::condition_variable_any changed;
    QByteArray heard; ///< what its listener said
    bool hasEnded = false;
    Post post; ///< from then on when all listeners are ready
    ProbeAnswer answer;
};

bool isNumeric(const QString &address)
{
    return !QHostAddress(address).isNull();
}

/// Where the others reach it: as the cluster file says, else where the login arrived, else what the swarm says.
QString addressOf(const MachineFacts &facts)
{
    if (isNumeric(facts.machine.address)) {
        return facts.machine.address;
    }
    const QString arrived = facts.system ? facts.system->sshAddress : QString();
    if (!arrived.isEmpty()) {
        return arrived;
    }
    const QString advertised = facts.engine ? facts.engine->info.swarm.nodeAddress : QString();
    return advertised.isEmpty() ? facts.machine.address : advertised;
}

Error badEnd(const ssh::CommandEnd &end, const QString &attempted, const QString &target)
{
    const QString said = QString::fromUtf8(end.errors).trimmed().section(u'\n', 0, 0);
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Channel,
            .attempted = attempted,
            .target = target,
            .reason = said.isEmpty() ? Text::tr("the command ended with code %1").arg(end.exitCode.value_or(-1)) : said,
            .code = QStringLiteral("preflight.command"),
            .raw = end.errors.left(4096)};
}

class Gathering
{
public:
    Gathering(const Wanted &wanted, access::Tunnels &tunnels, const ProgressSink &progress, const std::stop_token &stop)
        : m_wanted(wanted), m_tunnels(tunnels), m_progress(progress), m_stop(stop)
    {
        for (const Machine &machine : wanted.machines) {
            if (m_subjects.size() < mostMachines) {
                m_subjects.push_back(std::make_unique<Subject>());
                m_subjects.back()->facts.machine = machine;
            }
        }
    }

    Facts run()
    {
        forEach([this](Subject &subject) { look(subject); });
        // Before anything waits on a port: where no name server answers, it takes longer than the listeners live.
        forEach([this](Subject &subject) { lookUpNames(subject); });
        {
            // Listeners are ended and joined when this block is left, whatever happened.
            const std::stop_callback onStop(m_stop, [this] { m_listening.request_stop(); });
            std::vector<std::jthread> listeners;
            for (const auto &subject : m_subjects) {
                listeners.emplace_back([this, one = subject.get()] { listen(*one); });
            }
            forEach([this](Subject &subject) { awaitListener(subject); });
            forEach([this](Subject &subject) { probe(subject); });
            forEach([this](Subject &subject) { endListener(subject); });
            m_listening.request_stop();
        }
        return result();
    }

private:
    template <typename Work>
    void forEach(Work work)
    {
        std::vector<std::jthread> threads;
        for (const auto &subject : m_subjects) {
            threads.emplace_back([&work, one = subject.get()] { work(*one); });
        }
    }

    void tell(const Subject &subject, Stage stage, const QString &note = {})
    {
        const std::scoped_lock lock(m_telling);
        if (m_progress) {
            m_progress({subject.facts.machine.name, stage, note});
        }
    }

    void look(Subject &subject)
    {
        MachineFacts &facts = subject.facts;
        tell(subject, Stage::Connecting);
        if (facts.machine.engine.kind == Endpoint::Kind::Ssh) {
            lookAtSystem(subject);
        }
        if (!facts.systemError) {
            lookAtEngine(facts);
        } else {
            facts.engineError = facts.systemError;
            tell(subject, Stage::Failed, facts.systemError->reason);
        }
        facts.address = addressOf(facts);
    }

    void lookAtSystem(Subject &subject)
    {
        m_tunnels.open({subject.facts.machine}, m_stop);
        auto host = m_tunnels.host(subject.facts.machine);
        if (!host) {
            subject.facts.systemError = host.error();
            return;
        }
        subject.host = *host;
        // The first command makes the connection where it is not there: its time is not the script's.
        if (const auto up = run(subject, {QStringLiteral("true")}, {}, openPatience); !up) {
            subject.facts.systemError = up.error();
            return;
        }
        tell(subject, Stage::Looking);
        const auto facts = lookAt(*subject.host, false, m_stop);
        if (facts) {
            subject.facts.system = *facts;
        } else {
            subject.facts.systemError = facts.error();
        }
    }

    void lookAtEngine(MachineFacts &facts)
    {
        docker::Client client = m_tunnels.client(facts.machine);
        EngineFacts engine;
        const auto take = [&facts](auto answer, auto &target) {
            if (answer) {
                target = std::move(*answer);
            } else {
                facts.engineError = answer.error();
            }
            return answer.has_value();
        };
        if (take(client.version(m_stop), engine.version) && take(client.info(m_stop), engine.info) &&
            take(client.networks(m_stop), engine.networks)) {
            facts.engine = std::move(engine);
        }
    }

    Result<ssh::CommandEnd> run(Subject &subject, const QStringList &words, const QByteArray &input,
                                std::chrono::milliseconds patience)
    {
        const ssh::Command command{.words = words, .input = input, .changesNothing = true};
        return subject.host->run(command, Deadline::in(patience), m_stop);
    }

    [[nodiscard]] std::vector<PortName> allPorts() const
    {
        std::vector<PortName> ports;
        for (const PortUse &use : m_wanted.ports) {
            ports.push_back({use.protocol, use.port});
        }
        return ports;
    }

    [[nodiscard]] static bool canTry(const Subject &subject)
    {
        return subject.facts.system && subject.facts.system->hasPerl;
    }

    void listen(Subject &subject)
    {
        if (canTry(subject) && m_subjects.size() > 1) {
            tell(subject, Stage::Listening);
            const ssh::Command command{.words = listenCommand(m_word, listenTime, subject.facts.address, allPorts()),
                                       .changesNothing = true};
            const auto end = subject.host->stream(
                command,
                [&](ssh::Output which, const QByteArray &piece) {
                    hear(subject, which, piece);
                    return true;
                },
                Deadline::in(listenTime + openPatience), m_listening.get_token());
            if (!end && end.error().kind != ErrorKind::Cancelled) {
                const std::scoped_lock lock(subject.mutex);
                subject.facts.listenError = end.error();
            }
        }
        const std::scoped_lock lock(subject.mutex);
        subject.hasEnded = true;
        subject.changed.notify_all();
    }

    static void hear(Subject &subject, ssh::Output which, const QByteArray &piece)
    {
        if (which == ssh::Output::Standard) {
            const std::scoped_lock lock(subject.mutex);
            subject.heard += piece;
            subject.changed.notify_all();
        }
    }

    void awaitListener(Subject &subject)
    {
        std::unique_lock lock(subject.mutex);
        subject.changed.wait_for(lock, m_stop, readyPatience,
                                 [&] { return subject.hasEnded || postOf(subject.heard).isReady; });
        subject.post = postOf(subject.heard);
    }

    /// So that its ports are free at once for who sets something up now. Where that fails it ends by itself, soon.
    void endListener(Subject &subject)
    {
        std::unique_lock lock(subject.mutex);
        const qint64 pid = subject.hasEnded ? 0 : postOf(subject.heard).pid;
        lock.unlock();
        if (pid > 0 && !m_stop.stop_requested() && run(subject, endCommand(pid), {}, endPatience)) {
            lock.lock();
            subject.changed.wait_for(lock, m_stop, endPatience, [&] { return subject.hasEnded; });
        }
    }

    [[nodiscard]] static bool hasOpenDoor(const Subject &subject)
    {
        return subject.facts.system && openEngineDoor(*subject.facts.system);
    }

    /// To every other machine that has an address.
    [[nodiscard]] std::vector<ProbeTarget> targetsFrom(const Subject &from) const
    {
        std::vector<ProbeTarget> targets;
        for (size_t i = 0; i < m_subjects.size(); ++i) {
            const Subject &to = *m_subjects[i];
            if (&to == &from || to.facts.address.isEmpty()) {
                continue;
            }
            for (const PortName &port : allPorts()) {
                if (isWorthTrying(port, to.post)) {
                    targets.push_back({static_cast<qsizetype>(i), to.facts.address, port, to.post.has(port)});
                }
            }
            if (hasOpenDoor(to)) {
                targets.push_back({static_cast<qsizetype>(i), to.facts.address, door, false, doorPatience});
            }
        }
        return targets;
    }

    void probe(Subject &subject)
    {
        if (m_stop.stop_requested() || subject.facts.systemError) {
            return;
        }
        if (!canTry(subject)) {
            tell(subject, Stage::Done);
            return;
        }
        tell(subject, Stage::Trying);
        const std::vector<ProbeTarget> targets = targetsFrom(subject);
        if (!targets.empty()) {
            const auto end = run(subject, probeCommand(m_word, tryPatience, targets), {}, probePatience);
            if (end && end->succeeded()) {
                subject.answer = probeAnswerOf(end->output);
                measureTheRest(subject, targets);
            } else {
                subject.facts.probeError =
                    end ? badEnd(*end, Text::tr("try the ports of other machines"), subject.facts.machine.name)
                        : end.error();
            }
        }
        tell(subject, Stage::Done);
    }

    void lookUpNames(Subject &subject)
    {
        if (!subject.facts.system || m_subjects.size() < 2 || m_stop.stop_requested()) {
            return;
        }
        QStringList words{QStringLiteral("sh"), QStringLiteral("-s")};
        for (const auto &other : m_subjects) {
            for (const QString &name : {other->facts.machine.name, other->facts.machine.address,
                                        other->facts.system ? other->facts.system->hostName : QString()}) {
                if (!name.isEmpty() && !name.startsWith(u'-') && !name.contains(u' ') && !isNumeric(name) &&
                    !words.contains(name)) {
                    words << name;
                }
            }
        }
        words << m_wanted.aliases.keys();
        if (const auto end = run(subject, words, lookupScript(), namesPatience)) {
            subject.facts.lookups = lookupsOf(end->output);
        }
    }

    /// By ping, where no datagram of ours was answered because the ports are held.
    void measureTheRest(Subject &subject, const std::vector<ProbeTarget> &targets)
    {
        std::vector<ProbeTarget> rest;
        for (const ProbeTarget &target : targets) {
            const bool isKnown = std::any_of(subject.answer.measured.begin(), subject.answer.measured.end(),
                                             [&](const Measured &one) { return one.number == target.number; });
            if (!isKnown && (rest.empty() || rest.back().number != target.number)) {
                rest.push_back(target);
            }
        }
        if (const auto end = rest.empty() ? Result<ssh::CommandEnd>(ssh::CommandEnd{})
                                          : run(subject, sizeCommand(rest), {}, probePatience)) {
            const ProbeAnswer more = probeAnswerOf(end->output);
            subject.answer.measured.insert(subject.answer.measured.end(), more.measured.begin(), more.measured.end());
        }
    }

    /// What became of the try to a port of the machine with that number; nullptr: there was none.
    static const Probed *triedFrom(const Subject &from, size_t number, const PortName &port)
    {
        const auto tried = std::find_if(from.answer.probed.begin(), from.answer.probed.end(), [&](const Probed &one) {
            return one.number == static_cast<qsizetype>(number) && one.port == port;
        });
        return tried == from.answer.probed.end() ? nullptr : &*tried;
    }

    void addCrossings(const Subject &from, Facts &facts) const
    {
        for (size_t i = 0; i < m_subjects.size(); ++i) {
            const Subject &to = *m_subjects[i];
            if (&to == &from) {
                continue;
            }
            for (const PortName &port : allPorts()) {
                facts.crossings.push_back(
                    crossingOf(from.facts.machine.name, to.facts, port, to.post, triedFrom(from, i, port)));
            }
            if (const Probed *tried = triedFrom(from, i, door)) {
                facts.doors.push_back({from.facts.machine.name, to.facts.machine.name, door.protocol, door.port,
                                       tried->reach, tried->milliseconds, tried->note});
            }
        }
        for (const Measured &one : from.answer.measured) {
            if (one.number >= 0 && one.number < static_cast<qsizetype>(m_subjects.size())) {
                facts.pathSizes.push_back({from.facts.machine.name,
                                           m_subjects[static_cast<size_t>(one.number)]->facts.machine.name,
                                           one.linkBytes, one.largestBytes, one.way});
            }
        }
    }

    [[nodiscard]] Facts result() const
    {
        Facts facts{.wanted = m_wanted, .stopped = m_stop.stop_requested()};
        for (const auto &subject : m_subjects) {
            facts.machines.push_back(subject->facts);
            addCrossings(*subject, facts);
        }
        return facts;
    }

    const Wanted &m_wanted;
    access::Tunnels &m_tunnels;
    const ProgressSink &m_progress;
    const std::stop_token &m_stop;
    const QString m_word = QStringLiteral("stormdeck-") + QUuid::createUuid().toString(QUuid::Id128).left(12);
    std::stop_source m_listening;
    std::mutex m_telling; ///< one call of m_progress at a time
    std::vector<std::unique_ptr<Subject>> m_subjects;
};
} // namespace

Facts gather(const Wanted &wanted, access::Tunnels &tunnels, const ProgressSink &progress, const std::stop_token &stop)
{
    return Gathering(wanted, tunnels, progress, stop).run();
}

} // namespace stormdeck::preflight
