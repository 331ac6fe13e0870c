// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stormdeck {

/// What went wrong, seen by the one who decides what to do next. Codes are stable: journals and JSON carry them.
enum class ErrorKind {
    Cancelled,      ///< a stop was requested
    Deadline,       ///< nothing came in time; nothing that changes was sent
    Unreachable,    ///< no connection, or it broke before a request was sent
    Denied,         ///< the other side refuses this caller
    Rejected,       ///< the other side refuses this request
    Conflict,       ///< what is there differs from what was expected
    Undecodable,    ///< an answer that does not have the promised form
    OutcomeUnknown, ///< a change was sent and its answer was lost: observe before any retry
    Internal        ///< a defect here, or the local machine failed
};

/// Where it went wrong.
enum class Layer { Local, Resolve, Connect, Tls, Http, Docker, Swarm, ZooKeeper, Storm };

/// A failure that can be shown to a person as it is. A plain value.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    Layer layer = Layer::Local;
    QString attempted; ///< what was tried, as "list the nodes"
    QString target;    ///< on which host or endpoint, as "storm-1 (tcp://10.0.0.5:2375)"; may be empty
    QString reason;    ///< why it failed, one clause without a full stop
    QString remedy;    ///< what to do next, one sentence; may be empty
    QString code;      ///< stable code such as "docker.not-a-manager"; empty: use the kind's word
    QByteArray raw;    ///< sample of the answer as it came, at most 4 KiB; never shown unasked
    int httpStatus = 0;

    bool operator==(const Error &) const = default;
};

/// The whole error as text: what was attempted, where, why, and the next move.
[[nodiscard]] QString sentence(const Error &error);
/// Stable word of a kind, as "unreachable".
[[nodiscard]] QString word(ErrorKind kind);
/// Stable word of a layer, as "connect".
[[nodiscard]] QString word(Layer layer);
/// Error::code, or the kind's word where no code was given.
[[nodiscard]] QString codeOf(const Error &error);

} // namespace stormdeck
