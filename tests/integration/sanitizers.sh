#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The tests that need no lab under sanitizers, as the presets asan and tsan have them: all for address, undefined
# behaviour and leaks, those of core for data races. Left out of the last are those of the keychain: what they pass between
# threads goes by queues of GLib and Qt, whose locks the sanitizer does not see. Needs no root.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
failed=0
under() { # preset, targets…
    cmake --preset "$1" > /dev/null && cmake --build --preset "$1" --target "${@:2}" && ctest --preset "$1"
}
under asan all || failed=1
under tsan unit_tests || failed=1
exit $failed
