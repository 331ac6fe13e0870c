// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/hosthandler.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostActions)
};

class AddToGroupHandler final : public HostHandler
{
public:
    explicit AddToGroupHandler(AddToGroup action) : HostHandler(action.machine), m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override { return {line(access, addWords())}; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto end =
            look(context, {QStringLiteral("id"), QStringLiteral("-nG"), QStringLiteral("--"), m_action.user});
        if (!end) {
            return failure(end.error());
        }
        if (!end->succeeded()) {
            return conflict(Text::tr("%1 has no user %2").arg(machine(), m_action.user));
        }
        const bool isIn = end->output.simplified().split(' ').contains(m_action.group.toUtf8());
        const QByteArray known =
            facts({{QStringLiteral("member"), isIn ? QStringLiteral("yes") : QStringLiteral("no")}});
        return isIn ? satisfied(Text::tr("%1 is in the group %2").arg(m_action.user, m_action.group), known)
                    : needed(Text::tr("%1 is not in the group %2").arg(m_action.user, m_action.group), known);
    }

    /// What a login may do is settled when it is made, so the session has to log in anew.
    Result<QByteArray> apply(Context &context) override
    {
        const auto end =
            act(context, Text::tr("add %1 to the group %2").arg(m_action.user, m_action.group), addWords());
        if (auto host = context.access.host(machine())) {
            host->logInAnew();
        }
        return end.map([](const auto &) { return QByteArray{}; });
    }

    Result<void> revert(Context &context, const QByteArray &factsBefore) override
    {
        if (fact(factsBefore, QStringLiteral("member")) != QStringLiteral("no")) {
            return {};
        }
        const auto now = observe(context);
        if (!now || now->state != plan::Observation::State::Satisfied) {
            return now.map([](const auto &) {});
        }
        return act(context, Text::tr("take %1 out of the group %2").arg(m_action.user, m_action.group),
                   {QStringLiteral("gpasswd"), QStringLiteral("-d"), m_action.user, m_action.group})
            .map([](const auto &) {});
    }

protected:
    QString awaited() const override { return Text::tr("%1 in the group %2").arg(m_action.user, m_action.group); }

private:
    QStringList addWords() const
    {
        return {QStringLiteral("usermod"), QStringLiteral("-aG"), m_action.group, m_action.user};
    }

    AddToGroup m_action;
};

class ConfigureKernelHandler final : public HostHandler
{
public:
    explicit ConfigureKernelHandler(ConfigureKernel action) : HostHandler(action.machine), m_action(std::move(action))
    {
    }

    QStringList commands(const access::Access &access) const override
    {
        return {line(access, {QStringLiteral("editor"), file()}), line(access, takeOverWords())};
    }

    /// Both count: what the file says holds from the next boot on, what the kernel says holds now.
    Result<plan::Observation> observe(Context &context) override
    {
        static constexpr auto script = R"sh(f=$1; shift
[ ! -e "$f" ] || sed 's/^/ /' "$f"
for name; do printf '@%s=%s\n' "$name" "$(sysctl -n "$name" 2>/dev/null)"; done
)sh";
        const auto end = look(context, scripted(script, QStringList{file()} + m_action.values.keys()));
        if (!end) {
            return failure(end.error());
        }
        QByteArray saved;
        QStringList differing;
        for (const QByteArray &row : end->output.split('\n')) {
            saved += row.startsWith(' ') ? row.mid(1) + '\n' : QByteArray();
            const QString name = QString::fromUtf8(row.mid(1)).section(u'=', 0, 0);
            const QString value = QString::fromUtf8(row).section(u'=', 1).simplified();
            if (row.startsWith('@') && value != m_action.values.value(name)) {
                differing << QStringLiteral("%1 = %2").arg(name, value.isEmpty() ? Text::tr("unknown") : value);
            }
        }
        if (saved == content() && differing.isEmpty()) {
            return satisfied(Text::tr("the kernel of %1 is set as wanted").arg(machine()));
        }
        return needed(differing.isEmpty() ? Text::tr("%1 would forget it with the next boot").arg(machine())
                                          : Text::tr("on %1: %2").arg(machine(), differing.join(QStringLiteral(", "))));
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto kept = keep(context, file());
        const auto written = kept ? write(context, file(), content()) : kept;
        const auto taken =
            written ? act(context, Text::tr("set the kernel's parameters"), takeOverWords()) : failure(written.error());
        return taken.map([](const auto &) { return QByteArray{}; });
    }

    Result<void> revert(Context &context, const QByteArray &) override { return restore(context, file()); }

protected:
    QString awaited() const override { return Text::tr("the kernel of %1 set as wanted").arg(machine()); }

private:
    static QString file() { return QStringLiteral("/etc/sysctl.d/60-stormdeck.conf"); }
    static QStringList takeOverWords()
    {
        return {QStringLiteral("sysctl"), QStringLiteral("-q"), QStringLiteral("-p"), file()};
    }
    QByteArray content() const
    {
        QByteArray text;
        for (auto it = m_action.values.begin(); it != m_action.values.end(); ++it) {
            text += it.key().toUtf8() + " = " + it.value().toUtf8() + '\n';
        }
        return text;
    }

    ConfigureKernel m_action;
};

class ConfigureTimeHandler final : public HostHandler
{
public:
    explicit ConfigureTimeHandler(ConfigureTime action) : HostHandler(action.machine), m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        QStringList lines;
        if (!m_action.timezone.isEmpty()) {
            lines << line(access, zoneWords(m_action.timezone));
        }
        return m_action.isSynchronised ? lines << line(access, synchroniseWords(true)) : lines;
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto end = look(context, {QStringLiteral("timedatectl"), QStringLiteral("show")});
        if (!end) {
            return failure(end.error());
        }
        const auto value = [&end](const char *name) {
            for (const QByteArray &row : end->output.split('\n')) {
                if (row.startsWith(QByteArray(name) + '=')) {
                    return QString::fromUtf8(row.mid(row.indexOf('=') + 1));
                }
            }
            return QString();
        };
        const QString zone = value("Timezone");
        const QString isOn = value("NTP");
        const QByteArray known = facts({{QStringLiteral("zone"), zone}, {QStringLiteral("ntp"), isOn}});
        if (!m_action.timezone.isEmpty() && zone != m_action.timezone) {
            return needed(Text::tr("the time zone of %1 is %2").arg(machine(), zone), known);
        }
        return m_action.isSynchronised && isOn != QStringLiteral("yes")
                   ? needed(Text::tr("%1 does not keep its clock by time servers").arg(machine()), known)
                   : satisfied(Text::tr("the clock of %1 is set as wanted").arg(machine()), known);
    }

    Result<QByteArray> apply(Context &context) override
    {
        if (!m_action.timezone.isEmpty()) {
            const auto set = act(context, Text::tr("set the time zone"), zoneWords(m_action.timezone));
            if (!set) {
                return failure(set.error());
            }
        }
        const auto on = m_action.isSynchronised
                            ? act(context, Text::tr("keep the clock by time servers"), scripted(synchroniseScript))
                            : Result<ssh::CommandEnd>(ssh::CommandEnd{});
        return on.map([](const auto &) { return QByteArray{}; });
    }

    Result<void> revert(Context &context, const QByteArray &factsBefore) override
    {
        const QString zone = fact(factsBefore, QStringLiteral("zone"));
        if (!m_action.timezone.isEmpty() && !zone.isEmpty() && zone != m_action.timezone) {
            const auto set = act(context, Text::tr("set the time zone back"), zoneWords(zone));
            if (!set) {
                return failure(set.error());
            }
        }
        if (!m_action.isSynchronised || fact(factsBefore, QStringLiteral("ntp")) != QStringLiteral("no")) {
            return {};
        }
        return act(context, Text::tr("leave the clock to itself again"), synchroniseWords(false)).map([](const auto &) {
        });
    }

protected:
    QString awaited() const override { return Text::tr("the clock of %1 set as wanted").arg(machine()); }

private:
    // timedated lists the time services when it starts, and may run since before one was installed.
    static constexpr auto synchroniseScript = R"sh(systemctl try-restart systemd-timedated.service 2>/dev/null
timedatectl set-ntp true)sh";

    static QStringList zoneWords(const QString &zone)
    {
        return {QStringLiteral("timedatectl"), QStringLiteral("set-timezone"), zone};
    }
    static QStringList synchroniseWords(bool on)
    {
        return {QStringLiteral("timedatectl"), QStringLiteral("set-ntp"),
                on ? QStringLiteral("true") : QStringLiteral("false")};
    }

    ConfigureTime m_action;
};
} // namespace

HandlerPtr handle(const AddToGroup &action)
{
    return std::make_unique<AddToGroupHandler>(action);
}
HandlerPtr handle(const ConfigureKernel &action)
{
    return std::make_unique<ConfigureKernelHandler>(action);
}
HandlerPtr handle(const ConfigureTime &action)
{
    return std::make_unique<ConfigureTimeHandler>(action);
}

} // namespace stormdeck::actions
