// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace stormdeck::app {

void giveMemoryBack()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 128 * 1024); // set, it does not grow by itself any more
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
#endif
}

} // namespace stormdeck::app
