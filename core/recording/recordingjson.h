// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/condenser.h"

#include <tl/expected.hpp>

#include <map>

/// A recording as JSON. Pure. Errors are why it cannot be read, clauses for people.
///
/// Since version 2 it is one object a line:
///   {"version":2,"cluster":…,"begun":…,"machines":[…]}   first
///   {"at":1500,"plane":"swarm","bodies":[…]}             an answer, `at` in milliseconds since the beginning
///   {"at":2500,"plane":"swarm","same_as":1500}           all bodies are those of that source's answer then
///   {"end":90000}                                        last: how long it is
/// A body is ["/nodes"], as before; or ["/nodes",["new text",[120,4000],"more of it"]], new text and stretches (offset
/// and length in bytes) of that source's last body of that name. New text that is no UTF-8 is {"base64":…}.
namespace stormdeck::recording {

/// The last answer of a source that had bodies.
struct Told
{
    qint64 at = 0; ///< when they were told, in milliseconds since the beginning
    KeptBodies bodies;
};

/// Each a line, with its newline.
[[nodiscard]] QByteArray encodeHead(const QString &cluster, const std::vector<Machine> &machines,
                                    const QDateTime &begun);
/// `from`: the beginning. `told` is of the same source, and takes what this answer tells.
[[nodiscard]] QByteArray encodeAnswer(const Kept &kept, Instant from, Told &told);
[[nodiscard]] QByteArray encodeEnd(std::chrono::milliseconds length);

/// Reads the lines one after the other.
class LineReader
{
public:
    /// What may be kept of one recording, in bytes of Kept::weight.
    static constexpr qint64 largest = 512 * 1024 * 1024;

    /// False: it is no line of a recording, as after damage; those before it hold.
    [[nodiscard]] tl::expected<bool, QString> take(const QByteArray &line);
    [[nodiscard]] bool hasHead() const { return m_hasHead; }
    /// What was read; cut short where no end was.
    [[nodiscard]] Recording recording() &&;

private:
    void keep(Kept kept, Told &told);

    Recording m_recording;
    std::map<Source, Told> m_told;
    std::chrono::milliseconds m_length{0};
    qint64 m_weight = 0;
    bool m_hasHead = false;
    bool m_hasEnd = false;
};

/// Version 1: an index of all answers, whose bodies are places in `bodies`.
[[nodiscard]] tl::expected<Recording, QString> decodeIndex(const QByteArray &json, const QByteArray &bodies);

} // namespace stormdeck::recording
