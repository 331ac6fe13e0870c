// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/player.h"

#include "recording/replay.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>

namespace stormdeck::recording {

using std::chrono::milliseconds;

namespace {
/// How often what plays is shown anew.
constexpr milliseconds step{200};

/// Stands where the player put it.
class PlayedClock final : public Clock
{
public:
    PlayedClock(Instant from, QDateTime begun) : m_from(from), m_begun(std::move(begun)) {}
    [[nodiscard]] Instant now() const override { return m_from + m_position.load(); }
    [[nodiscard]] QDateTime wall() const override { return m_begun.addMSecs(m_position.load().count()); }
    void put(milliseconds position) { m_position = position; }
    [[nodiscard]] milliseconds position() const { return m_position; }

private:
    const Instant m_from;
    const QDateTime m_begun;
    std::atomic<milliseconds> m_position{milliseconds(0)};
};
} // namespace

struct Player::Impl
{
    explicit Impl(Recording recording)
        : length(std::chrono::floor<milliseconds>(recording.to - recording.from)), isCutShort(recording.isCutShort),
          clock(recording.from, recording.begun), store(recording.cluster, recording.machines, clock),
          replay(std::move(recording))
    {
        thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }

    void run(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            Moment moment = replay.at(clock.now());
            store.show(std::move(moment.planes), std::move(moment.freshness));
            std::unique_lock lock(mutex);
            const auto called = [this] { return woken; };
            if (speed > 0) {
                wake.wait_for(lock, stop, step, called);
                advance();
            } else {
                wake.wait(lock, stop, called);
            }
            woken = false;
        }
    }

    /// With the lock held. Time counts from the last step, however late this one comes.
    void advance()
    {
        const Instant now = BootClock::now();
        const std::chrono::duration<double, std::milli> passed = now - std::exchange(lastStep, now);
        if (!woken && speed > 0) {
            clock.put(std::min(length, clock.position() + std::chrono::round<milliseconds>(passed * speed)));
            speed = clock.position() == length ? 0 : speed;
        }
    }

    /// Runs `change` under the lock and wakes the thread.
    template <typename Change>
    void change(Change change)
    {
        const std::scoped_lock lock(mutex);
        change();
        lastStep = BootClock::now();
        woken = true;
        wake.notify_one();
    }

    const milliseconds length;
    const bool isCutShort;
    PlayedClock clock;
    watch::Store store;
    Replay replay; ///< of the thread
    mutable std::mutex mutex;
    std::condition_variable_any wake;
    double speed = 0; ///< 0: stands still
    Instant lastStep{};
    bool woken = false;
    std::jthread thread; ///< last: joined before the rest goes
};

Player::Player(Recording recording) : m_impl(std::make_unique<Impl>(std::move(recording))) {}

Player::~Player() = default;

watch::Store &Player::store()
{
    return m_impl->store;
}

const Clock &Player::clock() const
{
    return m_impl->clock;
}

milliseconds Player::length() const
{
    return m_impl->length;
}

milliseconds Player::position() const
{
    return m_impl->clock.position();
}

bool Player::isPlaying() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->speed > 0;
}

bool Player::isCutShort() const
{
    return m_impl->isCutShort;
}

void Player::play(double speed)
{
    m_impl->change([&] {
        m_impl->speed = speed;
        if (m_impl->clock.position() == m_impl->length) {
            m_impl->clock.put(milliseconds(0));
        }
    });
}

void Player::pause()
{
    m_impl->change([&] { m_impl->speed = 0; });
}

void Player::seek(milliseconds position)
{
    m_impl->change([&] { m_impl->clock.put(std::clamp(position, milliseconds(0), m_impl->length)); });
}

} // namespace stormdeck::recording
