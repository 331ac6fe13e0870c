// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/answers.h"
#include "ssh/command.h"
#include "ssh/config.h"
#include "ssh/conversation.h"
#include "ssh/link.h"
#include "ssh/tunnel.h"
#include "ssh/upload.h"

namespace stormdeck::ssh {

class Driver;
enum class Stage;
struct ChannelLimits;

/// SSH to one host. Connects on demand, keeps one connection, asks it for signs of life, and connects anew on demand
/// after a loss. One thread owns the connection and up to eight commands and uploads and 128 forwarded connections at
/// a time; more wait. Thread-safe: each call blocks its own thread, ends at its deadline and within 50 ms of a stop.
/// The deadline counts while a person is asked too; the question stays open then, and a later call finds the answer.
/// After a refusal (host key, login) every call is refused alike until open() or askAgain(); a host behind
/// this one asks nobody again either.
/// Errors name the host and the layer: Resolve, Connect, Ssh, HostKey, Login, Channel.
class Session
{
public:
    struct Parts
    {
        HostConfig host;
        std::shared_ptr<Asker> asker;
        std::shared_ptr<Answers> answers; ///< may be shared by sessions
        std::shared_ptr<Session> jump;    ///< the host to pass before this one, or none
        Liveness liveness;
        /// Reads the host's configuration, for each connection anew; none: it stays as in `host`.
        std::function<Result<HostConfig>()> configured = {};
    };
    explicit Session(Parts parts);
    /// Removes the private sockets of consoles that were killed; what is in use stays. Looks at files.
    static void removeAbandoned();
    /// Waits for its thread, which ends what is under way; tunnels close.
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// As it was configured when last connected to.
    [[nodiscard]] HostConfig host() const;
    /// Whether the connection is up, as far as has been noticed.
    [[nodiscard]] bool isUp() const;
    /// The host to pass before this one, or none.
    [[nodiscard]] std::shared_ptr<const Session> before() const;

    /// Connects where it is not, and asks again where that was refused before, by this host or by one on the way.
    [[nodiscard]] Result<void> open(Deadline deadline, const std::stop_token &stop);
    /// Forgets a refusal, those on the way included, so that the next call asks again; a connection that carries
    /// nothing is made anew then, as what the user may do there is settled with the login. Does not wait.
    void askAgain();
    /// What the connection that is being set up waits for, told as a call that is late; nothing where none is set up.
    [[nodiscard]] std::optional<Error> pending() const;
    /// Runs a command to its end; its output in memory, at most 64 MiB of each kind, more is Rejected.
    /// OutcomeUnknown where the command was sent and its end was lost. A stop or deadline sends it a TERM.
    [[nodiscard]] Result<CommandEnd> run(const Command &command, Deadline deadline, const std::stop_token &stop);
    /// The same with the output as it comes. Where the sink has enough, the command is ended and has no exit code.
    [[nodiscard]] Result<CommandEnd> stream(const Command &command, const Sink &sink, Deadline deadline,
                                            const std::stop_token &stop);
    /// Puts a file of that user's own there by SFTP: the new content appears in one step or not at all. After a stop or
    /// failure nothing of it is left as far as the connection lasts. OutcomeUnknown only where the last step was sent
    /// and its answer lost. Other errors: Denied, Rejected (folder, disk), and what `source` gives.
    [[nodiscard]] Result<Uploaded> upload(const Upload &upload, const Source &source, const UploadProgress &progress,
                                          Deadline deadline, const std::stop_token &stop);
    /// A private local socket that leads to a unix socket or TCP port as that host sees it. Connects nothing: its first
    /// client does. What is wrong is said by Tunnel::lastFailure().
    [[nodiscard]] Result<Tunnel> forward(const Endpoint &remote);
    /// The refusal to open `remote` with the reason that a command on that host finds for it; as it was where there is
    /// none, or where it is no refusal of a unix socket.
    [[nodiscard]] Error lookInto(const Endpoint &remote, Error refusal, Deadline deadline, const std::stop_token &stop);
    /// One connection to a TCP port or unix socket as that host sees it; a stream socket (non-blocking).
    [[nodiscard]] Result<Descriptor> dial(const Endpoint &remote, Deadline deadline, const std::stop_token &stop);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace stormdeck::ssh
