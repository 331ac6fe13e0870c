// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/session.h"

#include "net/failures.h"
#include "net/sessionfolder.h"
#include "ssh/bridgework.h"
#include "ssh/driver.h"
#include "ssh/execwork.h"
#include "ssh/lateness.h"
#include "ssh/listener.h"
#include "ssh/openwork.h"
#include "ssh/socketlook.h"
#include "ssh/source.h"
#include "ssh/sudo.h"
#include "ssh/uploadwork.h"

#include <QCoreApplication>

#include <array>

#include <sys/socket.h>

namespace stormdeck::ssh {

using namespace std::chrono_literals;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshSession)
};

const QString folderKind = QStringLiteral("ssh");
constexpr qsizetype mostKept = 64 * 1024 * 1024;
constexpr auto longestQuestion = 24h; // the way to a host behind another waits as long as a person does

Error tooMuch(const QString &target)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Channel,
            .attempted = Text::tr("run a command"),
            .target = target,
            .reason = Text::tr("its output is larger than 64 MiB"),
            .code = QStringLiteral("command.too-much")};
}
} // namespace

struct Session::Impl
{
    explicit Impl(Parts parts);
    [[nodiscard]] static Way wayOf(const Parts &parts);
    /// Passes the host before.
    [[nodiscard]] static Dialer through(const std::shared_ptr<Session> &jump);

    [[nodiscard]] QString target() const { return driver.host().text(); }
    [[nodiscard]] const Driver &awaited() const;
    [[nodiscard]] Error early(Conversation::End end, Channelled how) const;
    [[nodiscard]] Result<CommandEnd> carryOut(const Command &command, const Sink &sink, Deadline deadline,
                                              const std::stop_token &stop);
    [[nodiscard]] Result<CommandEnd> runPlain(const Command &command, const Sink &sink, Deadline deadline,
                                              const std::stop_token &stop);
    [[nodiscard]] std::shared_ptr<Conversation> converse() const;
    [[nodiscard]] Result<QString> socketPath();
    /// Forgets what was refused by this host and by those before it.
    void tryAnew();
    /// Connects where it is not; what was refused before stays refused.
    [[nodiscard]] Result<void> reach(Deadline deadline, const std::stop_token &stop);

    std::shared_ptr<Session> jump;
    std::mutex mutex; ///< guards the next two
    std::optional<net::SessionFolder> folder;
    int sockets = 0;
    Driver driver; ///< last: its thread ends first
};

Session::Impl::Impl(Parts parts)
    : jump(parts.jump),
      driver(parts.host, std::move(parts.asker), std::move(parts.answers), wayOf(parts), parts.liveness, {})
{
}

Way Session::Impl::wayOf(const Parts &parts)
{
    const auto &jump = parts.jump;
    return {.dial = jump ? through(jump) : Dialer(dialTcp),
            .isAsking = [jump] { return jump && jump->m_impl->driver.isAsking(); },
            .configured = parts.configured};
}

Dialer Session::Impl::through(const std::shared_ptr<Session> &jump)
{
    return [jump](const HostConfig &host, const std::stop_token &stop) -> Result<Descriptor> {
        if (const auto reached = jump->m_impl->reach(Deadline::in(longestQuestion), stop); !reached) {
            return failure(reached.error());
        }
        return jump->dial(Endpoint::tcp(host.hostName, host.port), Deadline::in(host.connectTimeout), stop);
    };
}

void Session::Impl::tryAnew()
{
    driver.tryAnew();
    if (jump) {
        jump->m_impl->tryAnew();
    }
}

Result<void> Session::Impl::reach(Deadline deadline, const std::stop_token &stop)
{
    const auto conversation = converse();
    driver.submit(std::make_shared<OpenWork>(conversation));
    const auto end = conversation->attend({}, {}, deadline, stop);
    if (end == Conversation::End::Finished) {
        return conversation->result();
    }
    driver.reconsider(end == Conversation::End::Stopped);
    return failure(early(end, Channelled::NotSent));
}

std::shared_ptr<Conversation> Session::Impl::converse() const
{
    return std::make_shared<Conversation>([bell = driver.bell()] { bell->ring(); });
}

/// The host that is waited for may be one before.
const Driver &Session::Impl::awaited() const
{
    const Driver *waits = &driver;
    for (auto before = jump; before && waits->stage() == Stage::Connecting; before = before->m_impl->jump) {
        waits = &before->m_impl->driver;
    }
    return *waits;
}

/// The error of a call that did not wait for the end.
Error Session::Impl::early(Conversation::End end, Channelled how) const
{
    if (end == Conversation::End::Stopped) {
        return stoppedCall(target(), how);
    }
    const Driver &waits = awaited();
    return lateCall(waits.host().text(), waits.stage(), waits.isAsking(), how);
}

Result<QString> Session::Impl::socketPath()
{
    const std::scoped_lock lock(mutex);
    if (!folder) {
        auto made = net::SessionFolder::make(folderKind);
        if (!made) {
            return failure(made.error());
        }
        folder.emplace(std::move(*made));
    }
    return folder->path() + QStringLiteral("/%1.sock").arg(++sockets);
}

Result<CommandEnd> Session::Impl::carryOut(const Command &command, const Sink &sink, Deadline deadline,
                                           const std::stop_token &stop)
{
    const PlainRun run = [&](const Command &one, const Sink &to) { return runPlain(one, to, deadline, stop); };
    const bool isBySudo = command.asRoot && !command.words.isEmpty();
    return isBySudo ? runAsRoot(command, sink, target(), run) : run(command, sink);
}

Result<CommandEnd> Session::Impl::runPlain(const Command &command, const Sink &sink, Deadline deadline,
                                           const std::stop_token &stop)
{
    const auto line = remoteLine(command, target());
    if (!line) {
        return failure(line.error());
    }
    const auto conversation = converse();
    const auto work = std::make_shared<ExecWork>(conversation, *line, target());
    driver.submit(work);
    const auto end = conversation->attend(sourceOf(command.input), sink, deadline, stop);
    const auto how =
        work->isSent() ? (command.changesNothing ? Channelled::Question : Channelled::Change) : Channelled::NotSent;
    if (end == Conversation::End::Enough) {
        return CommandEnd();
    }
    if (end != Conversation::End::Finished) {
        driver.reconsider(end == Conversation::End::Stopped);
        return failure(early(end, how));
    }
    if (const auto result = conversation->result(); !result) {
        return failure(lostCall(result.error(), how));
    }
    return CommandEnd{.exitCode = work->exitCode(), .signal = work->signal()};
}

void Session::removeAbandoned()
{
    net::SessionFolder::removeAbandoned(folderKind);
}

Session::Session(Parts parts) : m_impl(std::make_unique<Impl>(std::move(parts))) {}
Session::~Session() = default;

HostConfig Session::host() const
{
    return m_impl->driver.host();
}

bool Session::isUp() const
{
    return m_impl->driver.stage() == Stage::Up;
}

std::shared_ptr<const Session> Session::before() const
{
    return m_impl->jump;
}

Result<void> Session::open(Deadline deadline, const std::stop_token &stop)
{
    m_impl->tryAnew();
    return m_impl->reach(deadline, stop);
}

void Session::askAgain()
{
    m_impl->tryAnew();
    m_impl->driver.renew();
}

std::optional<Error> Session::pending() const
{
    const Stage own = m_impl->driver.stage();
    if (own == Stage::Idle || own == Stage::Up) {
        return std::nullopt;
    }
    return m_impl->early(Conversation::End::Overdue, Channelled::NotSent);
}

Result<CommandEnd> Session::run(const Command &command, Deadline deadline, const std::stop_token &stop)
{
    CommandEnd kept;
    bool isTooMuch = false;
    const Sink keep = [&](Output which, const QByteArray &piece) {
        QByteArray &to = which == Output::Standard ? kept.output : kept.errors;
        isTooMuch = to.size() + piece.size() > mostKept;
        to += isTooMuch ? QByteArray() : piece;
        return !isTooMuch;
    };
    auto end = m_impl->carryOut(command, keep, deadline, stop);
    if (isTooMuch) {
        return failure(tooMuch(m_impl->target()));
    }
    if (end) {
        end->output = std::move(kept.output);
        end->errors = std::move(kept.errors);
    }
    return end;
}

Result<CommandEnd> Session::stream(const Command &command, const Sink &sink, Deadline deadline,
                                   const std::stop_token &stop)
{
    return m_impl->carryOut(command, sink, deadline, stop);
}

Result<Uploaded> Session::upload(const Upload &upload, const Source &source, const UploadProgress &progress,
                                 Deadline deadline, const std::stop_token &stop)
{
    const auto conversation = m_impl->converse();
    const auto work = std::make_shared<UploadWork>(conversation, upload, m_impl->target());
    const Source watched = [&](qsizetype most) {
        if (progress) {
            progress(work->acknowledged());
        }
        return source(most);
    };
    m_impl->driver.submit(work);
    const auto end = conversation->attend(watched, {}, deadline, stop);
    const auto how =
        work->isRenameSent() ? Channelled::Change : (work->isBegun() ? Channelled::Question : Channelled::NotSent);
    if (end == Conversation::End::SourceFailed) {
        return failure(conversation->sourceFailure());
    }
    if (end != Conversation::End::Finished) {
        m_impl->driver.reconsider(end == Conversation::End::Stopped);
        return failure(m_impl->early(end, how));
    }
    if (const auto result = conversation->result(); !result) {
        return failure(lostCall(result.error(), how));
    }
    if (progress) {
        progress(work->acknowledged());
    }
    return Uploaded{work->acknowledged(), work->isAtomic()};
}

Result<Descriptor> Session::dial(const Endpoint &remote, Deadline deadline, const std::stop_token &stop)
{
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0) {
        return failure(net::unconnected(m_impl->target(), remote, errno));
    }
    Descriptor ours(ends[0]);
    const auto conversation = m_impl->converse();
    m_impl->driver.submit(std::make_shared<BridgeWork>(
        Descriptor(ends[1]), remote, m_impl->target(),
        BridgeWork::Owner{[conversation] { return !conversation->isAbandoned(); },
                          [conversation](const std::optional<Error> &why) {
                              conversation->finish(why ? Result<void>(failure(*why)) : Result<void>());
                          }}));
    const auto end = conversation->attend({}, {}, deadline, stop);
    if (end != Conversation::End::Finished) {
        m_impl->driver.reconsider(end == Conversation::End::Stopped);
        return failure(m_impl->early(end, Channelled::NotSent));
    }
    const auto opened = conversation->result();
    return opened ? Result<Descriptor>(std::move(ours)) : failure(opened.error());
}

Error Session::lookInto(const Endpoint &remote, Error refusal, Deadline deadline, const std::stop_token &stop)
{
    const bool isSocket = remote.kind == Endpoint::Kind::Unix && refusal.layer == Layer::Channel &&
                          refusal.kind == ErrorKind::Unreachable;
    if (!isSocket) {
        return refusal;
    }
    const auto looked = run(lookAtSocket(remote.path), deadline, stop); // the refusal itself says nothing
    return looked ? explained(std::move(refusal), looked->exitCode, looked->output) : refusal;
}

Result<Tunnel> Session::forward(const Endpoint &remote)
{
    const auto path = m_impl->socketPath();
    if (!path) {
        return failure(path.error());
    }
    auto socket = listenAt(*path);
    if (!socket) {
        return failure(socket.error());
    }
    auto listener = std::make_shared<Listener>(std::move(*socket), *path, remote, m_impl->driver.bell());
    m_impl->driver.listen(listener);
    return Tunnel(std::move(listener));
}

} // namespace stormdeck::ssh
