// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sessions.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshSessions)
};

constexpr size_t mostSessions = 64;
constexpr int deepestJump = 8;

Error unusable(const HostConfig &host, const QString &reason, const QString &remedy, const QString &code)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .attempted = Text::tr("connect by SSH"),
            .target = host.text(),
            .reason = reason,
            .remedy = remedy,
            .code = code};
}

/// "user@name:port", in front of it the hosts before.
QString keyOf(const HostConfig &host, const std::shared_ptr<Session> &jump)
{
    const QString own = Target{host.user, host.hostName, host.port}.text();
    return jump ? QStringLiteral("%1>%2").arg(reinterpret_cast<quintptr>(jump.get())).arg(own) : own;
}

bool isItself(const HostConfig &host, const Target &jump)
{
    return jump.host.compare(host.label, Qt::CaseInsensitive) == 0 && (jump.port == 0 || jump.port == host.port) &&
           (jump.user.isEmpty() || jump.user == host.user);
}
} // namespace

Sessions::Sessions(std::shared_ptr<Asker> asker, ConfigFiles files, Liveness liveness, std::shared_ptr<Answers> answers)
    : m_asker(std::move(asker)), m_files(std::move(files)), m_liveness(liveness), m_answers(std::move(answers))
{
}

Result<std::shared_ptr<Session>> Sessions::to(const Target &target, const std::vector<Target> &through)
{
    const ConfigReader read = [target, through, files = m_files] { return readConfig(target, files, through); };
    const auto host = read();
    if (!host) {
        return failure(host.error());
    }
    const std::scoped_lock lock(m_mutex);
    return build(read, *host, 0);
}

Result<std::shared_ptr<Session>> Sessions::build(const ConfigReader &read, const HostConfig &host, int depth)
{
    if (depth > deepestJump) {
        return failure(unusable(host, Text::tr("the hosts to jump over lead in a circle"),
                                Text::tr("Correct ProxyJump in the SSH configuration."),
                                QStringLiteral("ssh.jump-circle")));
    }
    std::shared_ptr<Session> before;
    for (const Target &jump : host.jumps) {
        if (isItself(host, jump)) { // "Host *" with a ProxyJump holds for the jump host too
            continue;
        }
        auto next = jumpTo(jump, before, depth);
        if (!next) {
            return next;
        }
        before = std::move(*next);
    }
    return obtain(read, host, std::move(before));
}

/// Only the first host on the way is reached as its own configuration says; the others through the one before.
Result<std::shared_ptr<Session>> Sessions::jumpTo(const Target &jump, std::shared_ptr<Session> before, int depth)
{
    const ConfigReader read = [jump, files = m_files] { return readConfig(jump, files); };
    const auto host = read();
    if (!host) {
        return failure(host.error());
    }
    return before ? obtain(read, *host, std::move(before)) : build(read, *host, depth + 1);
}

Result<std::shared_ptr<Session>> Sessions::obtain(const ConfigReader &read, const HostConfig &host,
                                                  std::shared_ptr<Session> jump)
{
    const QString key = keyOf(host, jump);
    const Instant now = BootClock::now();
    if (const auto it = m_sessions.find(key); it != m_sessions.end()) {
        it->second.used = now;
        return it->second.session;
    }
    makeRoom();
    if (m_sessions.size() >= mostSessions) {
        return failure(unusable(host, Text::tr("there are %1 SSH sessions already").arg(mostSessions),
                                Text::tr("Close a profile first."), QStringLiteral("ssh.too-many-sessions")));
    }
    auto session = std::make_shared<Session>(Session::Parts{.host = host,
                                                            .asker = m_asker,
                                                            .answers = m_answers,
                                                            .jump = std::move(jump),
                                                            .liveness = m_liveness,
                                                            .configured = read});
    m_sessions.emplace(key, Kept{session, now});
    return session;
}

void Sessions::makeRoom()
{
    for (auto it = m_sessions.begin(); it != m_sessions.end() && m_sessions.size() >= mostSessions;) {
        it = it->second.session.use_count() == 1 ? m_sessions.erase(it) : std::next(it);
    }
}

void Sessions::endUnused(std::chrono::seconds longest)
{
    std::vector<std::shared_ptr<Session>> ended; // they go after the lock
    const std::scoped_lock lock(m_mutex);
    const Instant now = BootClock::now();
    for (auto it = m_sessions.begin(); it != m_sessions.end();) {
        Kept &kept = it->second;
        const bool isHeld = kept.session.use_count() > 1;
        kept.used = isHeld ? now : kept.used;
        if (isHeld || now - kept.used < longest) {
            ++it;
            continue;
        }
        ended.push_back(std::move(kept.session));
        it = m_sessions.erase(it);
    }
}

} // namespace stormdeck::ssh
