// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"

#include <tl/expected.hpp>

namespace stormdeck {

/// A value or the reason why there is none. Errors are values here; no exception crosses a function boundary.
template <typename T>
using Result = tl::expected<T, Error>;

/// The unexpected side of a Result, as in `return failure({.kind = …})`.
[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace stormdeck
