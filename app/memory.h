// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stormdeck::app {

/// Has the allocator give back what large answers took, on C libraries that would keep it (glibc). To be called before
/// any thread is started.
void giveMemoryBack();

} // namespace stormdeck::app
