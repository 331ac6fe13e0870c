// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/hosthandler.h"
#include "actions/packagefailures.h"
#include "util/cancelled.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Packages)
};

constexpr std::chrono::minutes lockPatience{15};
constexpr std::chrono::minutes installPatience{30};
constexpr std::chrono::milliseconds lockPause{1000};

// A lock is one of /proc/locks whose inode is the file's; that its holder has a file of that name open tells it from
// an equal number on another disk.
constexpr auto lockScript = R"sh(
case $(cloud-init status 2>/dev/null) in *running*) printf 'first-boot - cloud-init\n' ;; esac

for f in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock /var/cache/apt/archives/lock; do
    inode=$(stat -c %i "$f" 2>/dev/null) || continue
    while read -r _ _ _ _ pid where _; do
        case $where in *:"$inode") ;; *) continue ;; esac
        ls -l "/proc/$pid/fd" 2>/dev/null | grep -q -- "-> .*/${f##*/}\$" || continue
        printf '%s %s %s\n' "$f" "$pid" "$(cat "/proc/$pid/comm" 2>/dev/null)"
    done </proc/locks
done
)sh";

constexpr auto installedScript = R"sh(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null; :)sh";

constexpr auto enabledScript = R"sh(for unit; do
    [ "$(systemctl is-enabled "$unit" 2>/dev/null)" = enabled ] || printf '%s\n' "$unit"
done)sh";

QStringList aptGet(const QStringList &words)
{
    return QStringList{QStringLiteral("DEBIAN_FRONTEND=noninteractive"),
                       QStringLiteral("NEEDRESTART_MODE=a"),
                       QStringLiteral("apt-get"),
                       QStringLiteral("-q"),
                       QStringLiteral("-y"),
                       QStringLiteral("-o"),
                       QStringLiteral("DPkg::Lock::Timeout=60"),
                       QStringLiteral("-o"),
                       QStringLiteral("Dpkg::Options::=--force-confold"),
                       QStringLiteral("-o"),
                       QStringLiteral("Dpkg::Options::=--force-confdef")} +
           words;
}

QStringList installWords(const QStringList &packages)
{
    return aptGet(QStringList{QStringLiteral("install"), QStringLiteral("--")} + packages);
}

/// A package and its two letters as dpkg has them: "ii" is installed, "rc" removed.
struct PackageState
{
    QString name;
    QByteArray state;
};

std::vector<PackageState> packageStates(const QByteArray &output)
{
    std::vector<PackageState> states;
    for (const QByteArray &line : output.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() == 2) {
            states.push_back({QString::fromUtf8(words[1]), words[0]});
        }
    }
    return states;
}

/// Handlers that look at packages and at the lock over them.
class PackageHandler : public HostHandler
{
protected:
    using HostHandler::HostHandler;

    Result<std::vector<PackageState>> states(Context &context, const QStringList &packages) const
    {
        return look(context, scripted(installedScript, packages)).map([](const ssh::CommandEnd &end) {
            return packageStates(end.output);
        });
    }

    Result<QStringList> missing(Context &context, const QStringList &packages) const
    {
        return states(context, packages).map([&packages](const std::vector<PackageState> &states) {
            QStringList missing = packages;
            for (const PackageState &one : states) {
                if (one.state == "ii") {
                    missing.removeAll(one.name);
                }
            }
            return missing;
        });
    }

    /// Those of them that are there, be it half.
    Result<QStringList> present(Context &context, const QStringList &packages) const
    {
        return states(context, packages).map([](const std::vector<PackageState> &states) {
            QStringList present;
            for (const PackageState &one : states) {
                const char state = one.state.size() > 1 ? one.state[1] : 'n';
                if (state != 'n' && state != 'c') { // neither unknown nor removed
                    present << one.name;
                }
            }
            return present;
        });
    }

    Result<std::optional<PackageLock>> lock(Context &context) const
    {
        const auto end = look(context, scripted(lockScript));
        return end ? Result<std::optional<PackageLock>>(heldLock(end->output)) : failure(end.error());
    }

    QString lockSentence(const PackageLock &held) const
    {
        return Text::tr("%1 holds the package lock of %2").arg(held.text(), machine());
    }

    /// Says who holds the lock and for how long it still waits; false where it was stopped.
    bool waitABit(Context &context, const PackageLock &held, Deadline deadline) const
    {
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(deadline.remaining()).count();
        context.progress.note(Text::tr("%1; waiting, up to %2 s more").arg(lockSentence(held)).arg(left));
        return pause(lockPause, context.stop);
    }

    Error stopped() const
    {
        return cancelled(Text::tr("wait for the package lock of %1").arg(machine()));
    }

    Error stillHeld(const PackageLock &held) const
    {
        return {.kind = ErrorKind::Deadline,
                .layer = Layer::Channel,
                .attempted = Text::tr("install packages on %1").arg(machine()),
                .reason =
                    Text::tr("%1 still holds the package lock after %2 min").arg(held.text()).arg(lockPatience.count()),
                .remedy = Text::tr("Look at what that program does there; resume when it has ended."),
                .code = QStringLiteral("packages.locked")};
    }
};

class AwaitPackageLockHandler final : public PackageHandler
{
public:
    explicit AwaitPackageLockHandler(AwaitPackageLock action)
        : PackageHandler(action.machine), m_action(std::move(action))
    {
    }

    QStringList commands(const access::Access &access) const override
    {
        return {line(access, {QStringLiteral("cloud-init"), QStringLiteral("status"), QStringLiteral("--wait")}),
                line(access,
                     {QStringLiteral("fuser"), QStringLiteral("-v"), QStringLiteral("/var/lib/dpkg/lock-frontend")})};
    }
    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto wanted = missing(context, m_action.packages);
        if (!wanted) {
            return failure(wanted.error());
        }
        if (wanted->isEmpty()) {
            return satisfied(Text::tr("nothing is to be installed on %1").arg(machine()));
        }
        const auto held = lock(context);
        if (!held) {
            return failure(held.error());
        }
        return held->has_value() ? needed(lockSentence(**held))
                                 : satisfied(Text::tr("no package management runs on %1").arg(machine()));
    }

    Result<QByteArray> apply(Context &context) override
    {
        const Deadline deadline = Deadline::in(lockPatience);
        while (true) {
            const auto held = lock(context);
            if (!held) {
                return failure(held.error());
            }
            if (!held->has_value()) {
                return QByteArray{};
            }
            if (deadline.passed()) {
                return failure(stillHeld(**held));
            }
            if (!waitABit(context, **held, deadline)) {
                return failure(stopped());
            }
        }
    }

protected:
    QString awaited() const override { return Text::tr("the package lock of %1 free").arg(machine()); }

private:
    AwaitPackageLock m_action;
};

class InstallPackagesHandler final : public PackageHandler
{
public:
    explicit InstallPackagesHandler(InstallPackages action)
        : PackageHandler(action.machine), m_action(std::move(action))
    {
    }

    QStringList commands(const access::Access &access) const override
    {
        QStringList lines{
            line(access, {QStringLiteral("apt-get"), QStringLiteral("update")}),
            line(access, QStringList{QStringLiteral("apt-get"), QStringLiteral("install"), QStringLiteral("-y")} +
                             m_action.packages)};
        if (!m_action.enabled.isEmpty()) {
            lines << line(access, enableWords());
        }
        return lines;
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto wanted = missing(context, m_action.packages);
        if (!wanted) {
            return failure(wanted.error());
        }
        const QByteArray known = facts({{QStringLiteral("missing"), wanted->join(u' ')}});
        if (!wanted->isEmpty()) {
            return needed(Text::tr("%1 does not have %2").arg(machine(), wanted->join(QStringLiteral(", "))), known);
        }
        const auto off = look(context, scripted(enabledScript, m_action.enabled));
        if (!off) {
            return failure(off.error());
        }
        const QStringList units = QString::fromUtf8(off->output).split(u'\n', Qt::SkipEmptyParts);
        return units.isEmpty()
                   ? satisfied(Text::tr("%1 has %2").arg(machine(), m_action.packages.join(QStringLiteral(", "))),
                               known)
                   : needed(Text::tr("%1 is not started at boot").arg(units.join(QStringLiteral(", "))), known);
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto wanted = missing(context, m_action.packages);
        if (!wanted) {
            return failure(wanted.error());
        }
        if (!wanted->isEmpty()) {
            const QString names = wanted->join(QStringLiteral(", "));
            const Deadline deadline = Deadline::in(installPatience);
            auto done =
                aptDone(context, Text::tr("read the package lists"), aptGet({QStringLiteral("update")}), deadline);
            done = done ? aptDone(context, Text::tr("install %1").arg(names), installWords(*wanted), deadline) : done;
            if (!done) {
                return failure(done.error());
            }
        }
        if (m_action.enabled.isEmpty()) {
            return QByteArray{};
        }
        return act(context, Text::tr("have %1 started at boot").arg(m_action.enabled.join(QStringLiteral(", "))),
                   enableWords())
            .map([](const auto &) { return QByteArray{}; });
    }

    Result<void> revert(Context &context, const QByteArray &factsBefore) override
    {
        const QStringList missing = fact(factsBefore, QStringLiteral("missing")).split(u' ', Qt::SkipEmptyParts);
        if (missing.isEmpty()) {
            return {};
        }
        // apt-get refuses to remove what its lists do not know, so that it is asked for what is there and nothing else.
        const auto added = present(context, missing);
        if (!added || added->isEmpty()) {
            return added.map([](const auto &) {});
        }
        return aptDone(context, Text::tr("remove %1").arg(added->join(QStringLiteral(", "))),
                       aptGet(QStringList{QStringLiteral("remove"), QStringLiteral("--")} + *added),
                       Deadline::in(installPatience));
    }

protected:
    QString awaited() const override
    {
        return Text::tr("%1 on %2").arg(m_action.packages.join(QStringLiteral(", ")), machine());
    }

private:
    QStringList enableWords() const
    {
        return QStringList{QStringLiteral("systemctl"), QStringLiteral("enable"), QStringLiteral("--quiet")} +
               m_action.enabled;
    }

    /// Another program may take the lock at any time: then it waits, and goes on.
    Result<void> aptDone(Context &context, const QString &attempted, const QStringList &words, Deadline deadline) const
    {
        const Deadline locked = Deadline::in(lockPatience);
        bool isRepaired = false;
        while (true) {
            const auto end = followed(context, words, deadline);
            if (!end || end->succeeded()) {
                return end.map([](const auto &) {});
            }
            if (const auto held = refusedByLock(end->errors)) {
                if (locked.passed()) {
                    return failure(stillHeld(*held));
                }
                if (!waitABit(context, *held, locked)) {
                    return failure(stopped());
                }
            } else if (wasInterrupted(end->errors) && !std::exchange(isRepaired, true)) {
                context.progress.note(Text::tr("finishing what an earlier dpkg left half done"));
                const auto repaired = act(context, Text::tr("finish an earlier installation"),
                                          {QStringLiteral("DEBIAN_FRONTEND=noninteractive"), QStringLiteral("dpkg"),
                                           QStringLiteral("--configure"), QStringLiteral("-a")},
                                          {}, installPatience);
                if (!repaired) {
                    return failure(repaired.error());
                }
            } else {
                return failure(packageFailure(machine(), attempted, end->output, end->errors));
            }
        }
    }

    /// Tells each line; keeps the last of both outputs.
    Result<ssh::CommandEnd> followed(Context &context, const QStringList &words, Deadline deadline) const
    {
        constexpr qsizetype mostKept = 64 * 1024;
        auto host = context.access.host(machine());
        if (!host) {
            return failure(host.error());
        }
        QByteArray output;
        QByteArray errors;
        const ssh::Sink sink = [&](ssh::Output which, const QByteArray &piece) {
            QByteArray &kept = which == ssh::Output::Errors ? errors : output;
            kept = (kept + piece).right(mostKept);
            const QByteArray last = piece.trimmed().split('\n').last().left(200);
            if (!last.isEmpty()) {
                context.progress.note(machine() + QStringLiteral(": ") + QString::fromUtf8(last));
            }
            return true;
        };
        const QStringList inC{QStringLiteral("env"), QStringLiteral("LC_ALL=C")};
        auto end = host->stream({.words = inC + words, .asRoot = true}, sink, deadline, context.stop);
        if (end) {
            end->output = output;
            end->errors = errors;
        }
        return end;
    }

    InstallPackages m_action;
};
} // namespace

HandlerPtr handle(const AwaitPackageLock &action)
{
    return std::make_unique<AwaitPackageLockHandler>(action);
}
HandlerPtr handle(const InstallPackages &action)
{
    return std::make_unique<InstallPackagesHandler>(action);
}

} // namespace stormdeck::actions
