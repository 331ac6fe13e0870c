// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/hosthandler.h"
#include "actions/storedimages.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostActions)
};

constexpr std::chrono::minutes pullPatience{30};

// What a stopped engine has stands in files of its own; to ask it would start it, and give it an identity anew.
constexpr auto imageScript = R"sh(
if [ "$(systemctl is-active docker.service 2>/dev/null)" = active ]; then
    printf 'running\n'
    docker image inspect --format '{{.Id}}' -- "$1" 2>/dev/null
else
    printf 'stopped\n'
    root=$(sed -n 's/.*"data-root"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' /etc/docker/daemon.json 2>/dev/null)
    cat "${root:-/var/lib/docker}"/image/*/repositories.json 2>/dev/null
fi
:
)sh";

class PrepullImageHandler final : public HostHandler
{
public:
    explicit PrepullImageHandler(PrepullImage action) : HostHandler(action.machine), m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override { return {line(access, pullWords())}; }
    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto end = look(context, scripted(imageScript, {m_action.reference}));
        if (!end) {
            return failure(end.error());
        }
        const qsizetype first = end->output.indexOf('\n');
        const QByteArray rest = end->output.mid(first + 1).trimmed();
        const bool isRunning = end->output.startsWith("running");
        const QString id = isRunning ? QString::fromUtf8(rest) : storedImage(rest, m_action.reference);
        const QByteArray known = facts({{QStringLiteral("image"), id}});
        return id.isEmpty() ? needed(Text::tr("%1 does not have it").arg(machine()), known)
                            : satisfied(isRunning ? Text::tr("%1 has it").arg(machine())
                                                  : Text::tr("%1 has it, its engine is stopped").arg(machine()),
                                        known);
    }

    Result<QByteArray> apply(Context &context) override
    {
        const auto started =
            act(context, Text::tr("start the engine"),
                {QStringLiteral("systemctl"), QStringLiteral("start"), QStringLiteral("docker.service")}, {},
                std::chrono::seconds(90));
        if (!started) {
            return failure(started.error());
        }
        auto host = context.access.host(machine());
        if (!host) {
            return failure(host.error());
        }
        QByteArray errors;
        const ssh::Sink sink = [&](ssh::Output which, const QByteArray &piece) {
            errors += which == ssh::Output::Errors ? piece.left(4096 - std::min<qsizetype>(4096, errors.size()))
                                                   : QByteArray();
            context.progress.note(machine() + QStringLiteral(": ") +
                                  QString::fromUtf8(piece.trimmed().split('\n').last().left(200)));
            return true;
        };
        auto end = host->stream({.words = pullWords(), .asRoot = true}, sink, Deadline::in(pullPatience), context.stop);
        if (end && !end->succeeded()) {
            end->errors = errors;
            return failure(notPulled(*host, *end));
        }
        return end.map([](const auto &) { return QByteArray{}; });
    }

protected:
    QString awaited() const override { return Text::tr("the image on %1").arg(machine()); }

private:
    QStringList pullWords() const
    {
        return {QStringLiteral("docker"), QStringLiteral("pull"), QStringLiteral("--"), m_action.reference};
    }

    Error notPulled(const access::Host &host, const ssh::CommandEnd &end) const
    {
        Error error = commandFailed(host.target(), Text::tr("pull %1").arg(m_action.reference), end);
        const bool isTls = error.raw.contains("server gave HTTP response to HTTPS client");
        error.code = QStringLiteral("image.not-pulled");
        error.remedy =
            isTls ? Text::tr("The registry has no TLS: name it among the insecure registries, if you trust that "
                             "network.")
                  : Text::tr("Look at the reference, the registry and the machine's network, then resume.");
        return error;
    }

    PrepullImage m_action;
};
} // namespace

HandlerPtr handle(const PrepullImage &action)
{
    return std::make_unique<PrepullImageHandler>(action);
}

} // namespace stormdeck::actions
