// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recorder.h"
#include "watch/store.h"

#include <atomic>

/// A store that hears recorded answers of a real cluster, with the recorder that listens beside it.
namespace stormdeck::test {

class SteppedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return Instant(std::chrono::milliseconds(milliseconds)); }
    [[nodiscard]] QDateTime wall() const override;
    void advance(std::chrono::milliseconds time) { milliseconds += time.count(); }
    std::atomic<qint64> milliseconds = 1'000'000;
};

class Observed
{
public:
    explicit Observed(recording::Limits limits = {});
    ~Observed();

    void engineAnswers();
    void swarmAnswers();
    void ensembleAnswers();
    void followerIsAt(int follower, int leader); ///< transactions of zk2 and zk1, as two hexadecimal digits each
    void stormAnswers(const QString &state);     ///< a folder of tests/fixtures/storm-2.8.3
    void supervisorIsOn(const QByteArray &host); ///< Storm lists one supervisor, always by the same id
    void roomAnswers(const QByteArray &freeKibibytes);
    void engineIsJoining();
    void allAnswer();
    void swarmFails();
    void engineFails();

    SteppedClock clock;
    const std::vector<Machine> machines;
    watch::Store store;
    recording::Recorder recorder;

private:
    void stormSays(const RawAnswers &bodies);
};

} // namespace stormdeck::test
