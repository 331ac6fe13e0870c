// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptors.h"

#include <algorithm>

#include <sys/resource.h>

namespace stormdeck::app {

void allowManyDescriptors()
{
    constexpr rlim_t enough = 16'384;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < enough) {
        limit.rlim_cur = std::min(limit.rlim_max, enough);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace stormdeck::app
