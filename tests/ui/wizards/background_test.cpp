// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/background.h"

#include "ui/wizards/fakeworld.h"
#include "util/deadline.h"

#include <QThread>

#include <gmock/gmock.h>

#include <atomic>

namespace stormdeck::wizards {
namespace {

using test::becomes;

/// Waits for a stop, as a call to a silent machine does.
bool waitForStop(const std::stop_token &stop)
{
    return !pause(std::chrono::seconds(60), stop);
}

/// Tells on which thread it went.
struct Witness
{
    explicit Witness(std::atomic<QThread *> &thread) : gone(thread) {}
    ~Witness() { gone = QThread::currentThread(); }
    std::atomic<QThread *> &gone;
};

TEST(Background, destroysElsewhereAndAtTheLatestWithItself)
{
    std::atomic<QThread *> first = nullptr;
    std::atomic<QThread *> last = nullptr;
    {
        Background background;
        background.destroy(std::make_unique<Witness>(first));
        EXPECT_TRUE(becomes([&] { return first != nullptr && background.running() == 0; }));
        background.destroy(std::make_unique<Witness>(last));
        background.destroy(std::unique_ptr<Witness>());
    }
    EXPECT_NE(first.load(), QThread::currentThread());
    ASSERT_NE(last.load(), nullptr);
    EXPECT_NE(last.load(), QThread::currentThread());
}

TEST(Background, worksElsewhereAndDeliversOnTheThreadOfItsContext)
{
    Background background;
    QObject context;
    QThread *worked = nullptr;
    QThread *delivered = nullptr;
    background.run(
        &context, [](const std::stop_token &) { return QThread::currentThread(); },
        [&](QThread *thread) {
            worked = thread;
            delivered = QThread::currentThread();
        });
    EXPECT_EQ(delivered, nullptr);
    ASSERT_TRUE(becomes([&] { return delivered != nullptr; }));
    EXPECT_NE(worked, QThread::currentThread());
    EXPECT_EQ(delivered, QThread::currentThread());
    EXPECT_EQ(background.running(), 0);
}

TEST(Background, stopsAndDropsACallWhoseContextDies)
{
    Background background;
    std::atomic<bool> wasStopped = false;
    bool wasDelivered = false;
    auto context = std::make_unique<QObject>();
    background.run(
        context.get(), [&](const std::stop_token &stop) { return wasStopped = waitForStop(stop); },
        [&](bool) { wasDelivered = true; });
    context.reset();
    ASSERT_TRUE(becomes([&] { return background.running() == 0; }));
    EXPECT_TRUE(wasStopped);
    EXPECT_FALSE(wasDelivered);
}

TEST(Background, deliversWhatACallReturnsAfterAStopRequest)
{
    Background background;
    QObject context;
    bool wasDelivered = false;
    const Background::Call call = background.run(&context, waitForStop, [&](bool) { wasDelivered = true; });
    EXPECT_TRUE(call.isPending());
    call.requestStop();
    ASSERT_TRUE(becomes([&] { return wasDelivered; }));
    EXPECT_FALSE(call.isPending());
}

TEST(Background, dropsTheResultOfACancelledCall)
{
    Background background;
    QObject context;
    bool wasDelivered = false;
    Background::Call call = background.run(&context, waitForStop, [&](bool) { wasDelivered = true; });
    call.cancel();
    EXPECT_FALSE(call.isPending());
    ASSERT_TRUE(becomes([&] { return background.running() == 0; }));
    EXPECT_FALSE(wasDelivered);
}

TEST(Background, endsEveryCallBeforeItIsGone)
{
    QObject context;
    std::atomic<int> ended = 0;
    {
        Background background;
        for (int i = 0; i < 3; ++i) {
            background.run(
                &context, [&](const std::stop_token &stop) { return waitForStop(stop) ? ++ended : 0; }, [](int) {});
        }
    }
    EXPECT_EQ(ended, 3);
}

} // namespace
} // namespace stormdeck::wizards
