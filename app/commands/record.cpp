// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/operations.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "recording/filerecorder.h"
#include "watch/watcher.h"

#include <QCoreApplication>

#include <condition_variable>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Record)
};

/// Until the time is over, for ever without one, a stop, or that the recording had to end by itself.
void waitFor(std::optional<int> seconds, const recording::FileRecorder &recorder, const std::stop_token &stop)
{
    using namespace std::chrono_literals;
    std::mutex mutex;
    std::condition_variable_any nothing;
    std::unique_lock lock(mutex);
    const Instant began = BootClock::now();
    const auto isToGoOn = [&] {
        return !stop.stop_requested() && !recorder.isOver() &&
               (!seconds || BootClock::now() - began < std::chrono::seconds(*seconds));
    };
    while (isToGoOn()) {
        nothing.wait_for(lock, stop, 100ms, [] { return false; });
    }
}
} // namespace

int record(const Arguments &arguments, const std::stop_token &stop)
{
    const auto profile = allowedProfile(arguments);
    if (!profile) {
        return failed(profile.error());
    }
    const SystemClock clock;
    const auto recorder = recording::FileRecorder::create(arguments.subject, profile->name, profile->machines);
    if (!recorder) {
        return failed(recorder.error());
    }
    {
        watch::Watcher watcher(*profile, watch::Pace{}, clock, terminalWays(arguments));
        watcher.store().setTap([&](const watch::Answer &answer) { (*recorder)->take(answer); });
        say(Text::tr("Recording %1 to %2. Ctrl+C ends it.").arg(profile->name, arguments.subject));
        waitFor(arguments.seconds, **recorder, stop);
    }
    const auto written = (*recorder)->end();
    if (!written) {
        return failed(written.error());
    }
    const auto length = std::chrono::round<std::chrono::seconds>(written->length).count();
    say(Text::tr("Saved: %1 answers in %2 s.").arg(written->answers).arg(length));
    return Done;
}

} // namespace stormdeck::app
