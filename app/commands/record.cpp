// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/operations.h"
#include "commands/terminal.h"
#include "commands/terminalasker.h"
#include "recording/recorder.h"
#include "recording/recordingfile.h"
#include "watch/watcher.h"

#include <QCoreApplication>

#include <condition_variable>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Record)
};

/// Of a recording from the command line: a day, or half a gibibyte; the last of it is kept.
constexpr recording::Limits limits{.span = std::chrono::hours(24), .bytes = 512 * 1024 * 1024};

/// Until the time is over, for ever without one, or a stop.
void waitFor(std::optional<int> seconds, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any nothing;
    std::unique_lock lock(mutex);
    const auto never = [] { return false; };
    if (seconds) {
        nothing.wait_for(lock, stop, std::chrono::seconds(*seconds), never);
    } else {
        nothing.wait(lock, stop, never);
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
    recording::Recorder recorder(profile->name, profile->machines, limits);
    {
        watch::Watcher watcher(*profile, watch::Pace{}, clock, terminalWays(arguments));
        watcher.store().setTap([&](const watch::Answer &answer) { recorder.take(answer); });
        say(Text::tr("Recording %1 to %2. Ctrl+C ends it.").arg(profile->name, arguments.subject));
        waitFor(arguments.seconds, stop);
    }
    const recording::Recording made = recorder.recording();
    if (const auto saved = recording::saveRecording(made, arguments.subject); !saved) {
        return failed(saved.error());
    }
    const auto length = std::chrono::round<std::chrono::seconds>(made.to - made.from).count();
    say(Text::tr("Saved: %1 answers in %2 s.").arg(made.answers.size()).arg(length));
    return Done;
}

} // namespace stormdeck::app
