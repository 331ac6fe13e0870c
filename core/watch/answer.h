// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/clock.h"
#include "util/error.h"
#include "util/rawanswer.h"
#include "util/route.h"

#include <functional>
#include <optional>

namespace stormdeck::watch {

enum class Plane { Engine, Swarm, Ensemble, Storm, Room };

/// One answer of a source as it came, or why there was none, with the moment at which it came to the store.
struct Answer
{
    Plane plane = Plane::Engine;
    QString machine; ///< of an engine and of room; empty otherwise
    Route route;     ///< of a good answer of ensemble and Storm
    Instant at{};
    QDateTime wall;             ///< the same for people
    RawAnswers bodies;          ///< empty where there was no answer
    std::optional<Error> error; ///< why there was none
    bool nothingToAsk = false;  ///< no swarm, no ensemble, no Storm: the plane's facts are dropped
    bool operator==(const Answer &) const = default;
};

/// Sees every answer, on the threads of the sources, before its facts are in the store. The picture waits for it.
using Tap = std::function<void(const Answer &)>;

} // namespace stormdeck::watch
