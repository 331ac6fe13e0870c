// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/enginesettings.h"
#include "actions/facts.h"
#include "actions/hosthandler.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EngineSettings)
};

const QString settingsFile = QStringLiteral("/etc/docker/daemon.json");
const QString engineUnit = QStringLiteral("docker.service");
// There from before the settings are written until the engine has taken them over. Gone with a boot, as the engine
// reads them then.
const QString awaitsMark = QStringLiteral("/run/stormdeck-engine-settings");
constexpr std::chrono::seconds startPatience{90};

constexpr auto readScript = R"sh([ ! -e "$2" ] || printf 'awaited'
printf '\n'
[ ! -e "$1" ] || cat -- "$1")sh";
// systemd gives up on a unit that fails five times in ten seconds.
constexpr auto restartScript = R"sh(systemctl reset-failed docker.service 2>/dev/null
systemctl restart docker.service && rm -f -- "$1")sh";
constexpr auto reloadScript = R"sh(systemctl reload docker.service && rm -f -- "$1")sh";
constexpr auto journalScript = R"sh(journalctl -u docker.service -n 3 --no-pager -o cat 2>/dev/null; :)sh";

class ConfigureEngineHandler final : public HostHandler
{
public:
    explicit ConfigureEngineHandler(ConfigureEngine action) : HostHandler(action.machine), m_action(std::move(action))
    {
    }

    QStringList commands(const access::Access &access) const override
    {
        return {line(access, {QStringLiteral("editor"), settingsFile}),
                line(access, {QStringLiteral("systemctl"), QStringLiteral("restart"), engineUnit})};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto settings = wanted(context);
        if (!settings) {
            return settings.error().kind == ErrorKind::Conflict
                       ? conflict(QStringLiteral("%1. %2").arg(settings.error().reason, settings.error().remedy))
                       : Result<plan::Observation>(failure(settings.error()));
        }
        const QStringList &changes = settings->merged.changes;
        const QByteArray known = facts({{QStringLiteral("differs"), changes.join(u' ')}});
        if (!changes.isEmpty()) {
            return needed(Text::tr("on %1 differs: %2").arg(machine(), changes.join(QStringLiteral(", "))), known);
        }
        return settings->isAwaited
                   ? needed(Text::tr("the engine of %1 has not taken its settings over yet").arg(machine()), known)
                   : satisfied(Text::tr("the engine of %1 is set as wanted").arg(machine()), known);
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto settings = wanted(context);
        const auto kept = settings ? keep(context, settingsFile) : failure(settings.error());
        const auto marked = kept ? mark(context) : kept;
        const auto written = marked ? write(context, settingsFile, settings->merged.content) : marked;
        if (!written) {
            return failure(written.error());
        }
        const auto taken = takenOver(context, settings->merged.needsRestart || settings->isAwaited);
        return taken ? Result<QByteArray>(QByteArray{}) : failure(taken.error());
    }

    Result<void> revert(Context &context, const QByteArray &factsBefore) override
    {
        if (fact(factsBefore, QStringLiteral("differs")).isEmpty()) {
            return {};
        }
        const auto restored = restore(context, settingsFile);
        return restored ? takenOver(context, true) : restored;
    }

protected:
    QString awaited() const override { return Text::tr("the engine of %1 set as wanted").arg(machine()); }

private:
    struct Wanted
    {
        MergedSettings merged;
        bool isAwaited = false; ///< they stand there already, and whether the engine has them is not known
    };

    Result<Wanted> wanted(Context &context) const
    {
        const auto end = look(context, scripted(readScript, {settingsFile, awaitsMark}));
        if (!end) {
            return failure(end.error());
        }
        const qsizetype first = end->output.indexOf('\n');
        return merged(end->output.mid(first + 1), m_action.settings).map([&](MergedSettings settings) {
            return Wanted{std::move(settings), first > 0};
        });
    }

    Result<void> mark(Context &context) const
    {
        return act(context, Text::tr("note that the engine's settings change"), {QStringLiteral("touch"), awaitsMark})
            .map([](const auto &) {});
    }

    Result<ssh::CommandEnd> restart(Context &context) const
    {
        return act(context, Text::tr("restart the engine"), scripted(restartScript, {awaitsMark}), {}, startPatience);
    }

    /// A stopped engine reads its settings when it is started.
    Result<void> takenOver(Context &context, bool needsRestart) const
    {
        const auto isRunning = isActive(context, engineUnit);
        if (!isRunning) {
            return failure(isRunning.error());
        }
        const auto done = !*isRunning    ? act(context, Text::tr("leave the engine stopped"),
                                               {QStringLiteral("rm"), QStringLiteral("-f"), awaitsMark})
                          : needsRestart ? restart(context)
                                         : act(context, Text::tr("have the engine reload its settings"),
                                               scripted(reloadScript, {awaitsMark}));
        if (done || !*isRunning || done.error().kind != ErrorKind::Rejected) {
            return done.map([](const auto &) {});
        }
        return failure(tookBack(context, done.error()));
    }

    /// An engine that does not start with its new settings gets the old ones.
    Error tookBack(Context &context, Error error) const
    {
        const auto journal = look(context, scripted(journalScript));
        if (journal && !journal->output.trimmed().isEmpty()) {
            error.reason = QString::fromUtf8(journal->output.trimmed()).replace(u'\n', QStringLiteral("; "));
        }
        const auto restored = restore(context, settingsFile);
        const auto restarted = restored ? restart(context) : failure(restored.error());
        error.remedy = restarted ? Text::tr("The settings of before are in place again, and the engine runs with them.")
                                 : Text::tr("The engine is down. Its settings of before could not be put back: %1")
                                       .arg(restarted.error().reason);
        error.code = QStringLiteral("engine.settings-refused");
        return error;
    }

    ConfigureEngine m_action;
};
} // namespace

HandlerPtr handle(const ConfigureEngine &action)
{
    return std::make_unique<ConfigureEngineHandler>(action);
}

} // namespace stormdeck::actions
