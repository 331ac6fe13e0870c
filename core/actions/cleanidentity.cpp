// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/hosthandler.h"
#include "actions/identity.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

constexpr std::chrono::seconds cleanPatience{180};

class CleanIdentityHandler final : public HostHandler
{
public:
    explicit CleanIdentityHandler(CleanIdentity action) : HostHandler(action.machine), m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        const QString remove = QStringLiteral("rm -rf %1");
        const auto shell = [&](const QString &script) {
            return line(access, {QStringLiteral("sh"), QStringLiteral("-c"), script});
        };
        QStringList lines{
            line(access, {QStringLiteral("systemctl"), QStringLiteral("stop"), QStringLiteral("docker.socket"),
                          QStringLiteral("docker.service")}),
            shell(remove.arg(
                QStringLiteral("/etc/docker/key.json /var/lib/docker/engine-id /var/lib/docker/swarm/* "
                               "/var/lib/docker/containers/* /var/lib/docker/volumes/* /var/lib/docker/network/*"))),
            line(access, {QStringLiteral("cloud-init"), QStringLiteral("clean"), QStringLiteral("--logs")}),
            shell(remove.arg(QStringLiteral("/etc/hostname /var/lib/dhcp/*.leases /root/.*_history /home/*/.*_history "
                                            "/var/lib/systemd/random-seed"))),
            line(access, {QStringLiteral("truncate"), QStringLiteral("-s"), QStringLiteral("0"),
                          QStringLiteral("/etc/machine-id")})};
        if (m_action.hostKeys) {
            lines.insert(3, shell(remove.arg(QStringLiteral("/etc/ssh/ssh_host_*"))));
        }
        if (m_action.loginKeys) {
            lines.insert(3, ownLine(access, remove.arg(QStringLiteral("~/.ssh/authorized_keys"))));
        }
        return lines;
    }
    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto user = login(context);
        const auto end = user ? look(context, scripted(identityLookScript, identityArguments(m_action, *user)))
                              : failure(user.error());
        if (!end) {
            return failure(end.error());
        }
        if (!end->succeeded()) {
            return failure(commandFailed(machine(), Text::tr("list what identifies %1").arg(machine()), *end));
        }
        return end->output.trimmed().isEmpty()
                   ? satisfied(m_action.hostKeys
                                   ? Text::tr("nothing on %1 identifies it").arg(machine())
                                   : Text::tr("nothing on %1 identifies it but its SSH host keys").arg(machine()))
                   : needed(Text::tr("on %1: %2").arg(machine(), remainingIdentity(end->output)));
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto user = login(context);
        const auto end = user
                             ? act(context, Text::tr("remove what identifies %1").arg(machine()),
                                   scripted(identityCleanScript, identityArguments(m_action, *user)), {}, cleanPatience)
                             : failure(user.error());
        return end.map([](const auto &) { return QByteArray{}; });
    }

protected:
    QString awaited() const override { return Text::tr("nothing on %1 that identifies it").arg(machine()); }

private:
    Result<QString> login(Context &context) const
    {
        return context.access.host(machine()).map([](const access::Host &host) { return host.user(); });
    }

    CleanIdentity m_action;
};
} // namespace

HandlerPtr handle(const CleanIdentity &action)
{
    return std::make_unique<CleanIdentityHandler>(action);
}

} // namespace stormdeck::actions
