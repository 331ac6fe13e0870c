#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# All tests that need the lab, one after the other, in one lab that is taken down at the end. Needs root.
# Usage: all.sh BUILD-FOLDER
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1/app/stormdeck
failed=0

"$here/../lab/lab" up || exit 1
trap '"$here/../lab/lab" down' EXIT
for test in "tls.sh $program" "whole-way.sh $program" \
    "interrupted.sh $program $1/tests/integration/dies_after short" "window-way.sh $program $1/tests/integration/dies_after"; do
    printf '\n-- %s (%s s)\n' "${test%% *}" "$SECONDS"
    # shellcheck disable=SC2086  # words of a line above
    "$here"/$test || failed=$((failed + 1))
done
[ $failed -eq 0 ]
