// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

#include <QMap>

#include <thread>
#include <vector>

namespace stormdeck::test {

/// A member as far as four-letter words go: reads four bytes, writes the answer in the given pieces, closes. A word
/// without an answer is never answered, but conf, which one that is not given an answer to it refuses, as by default. One that is given an end of questions reads on to it, as an AdminServer does.
class FakeMember
{
public:
    using Answers = QMap<QByteArray, QList<QByteArray>>; ///< word to pieces
    explicit FakeMember(Answers answers, QByteArray end = {});
    ~FakeMember();
    FakeMember(const FakeMember &) = delete;
    FakeMember &operator=(const FakeMember &) = delete;

    [[nodiscard]] Endpoint endpoint() const { return Endpoint::tcp(QStringLiteral("127.0.0.1"), m_port); }

private:
    void serve();
    [[nodiscard]] bool readToEnd(int descriptor) const;
    Answers m_answers;
    QByteArray m_end;
    int m_listening = -1;
    quint16 m_port = 0;
    std::vector<int> m_held; ///< connections that get no answer; closed at the end
    std::jthread m_thread;
};

} // namespace stormdeck::test
