// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/prctl.h>
#include <sys/wait.h>

namespace stormdeck::test {

/// While it lives, this process is handed the children that others leave when they end, as the first process of a
/// container is; that one seldom waits for them, and what nobody waits for is never gone.
class FirstProcess
{
public:
    FirstProcess() { prctl(PR_SET_CHILD_SUBREAPER, 1); }
    ~FirstProcess()
    {
        prctl(PR_SET_CHILD_SUBREAPER, 0);
        while (waitpid(-1, nullptr, WNOHANG) > 0) {
        }
    }
    FirstProcess(const FirstProcess &) = delete;
    FirstProcess &operator=(const FirstProcess &) = delete;

    /// Whether it has any child that runs, or has ended and was not waited for.
    [[nodiscard]] static bool hasChildren()
    {
        siginfo_t told{};
        return waitid(P_ALL, 0, &told, WEXITED | WNOHANG | WNOWAIT) == 0;
    }
};

} // namespace stormdeck::test
