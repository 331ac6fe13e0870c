#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs all tests: installs what is missing, builds with warnings as errors, unit, window and style tests, then what
# only real machines can show, over the lab. Needs root for packages and for the lab. Can be run again.
set -euo pipefail
top=$(cd "$(dirname "$0")" && pwd)
cd "$top"
step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

step "1/4 Install what is needed"
packaging/scripts/install-packages.sh
step "2/4 Build"
echo "Configuring ..."
mkdir -p build
cmake --preset ci > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
ninja -C build/ci
step "3/4 Unit, window and style tests"
# Most of their time is waits, so more of them run than there are cores. Some hold the program to time limits, which the
# others' load may break: what failed is judged alone.
if ! ctest --test-dir build/ci --output-on-failure -j "$((3 * $(nproc)))" -LE lab; then
    echo "Failed beside others, and are run once more alone:"
    sed 's/^[0-9]*:/  /' build/ci/Testing/Temporary/LastTestsFailed.log
    ctest --test-dir build/ci --output-on-failure --rerun-failed
fi
step "4/4 Over the lab: by command line and by window, interrupted, encrypted (needs root: namespaces, mounts, a bridge)"
if [ "$(id -u)" -eq 0 ]; then tests/integration/all.sh build/ci; else sudo -E tests/integration/all.sh build/ci; fi
step "All tests passed"
