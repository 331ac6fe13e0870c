#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What takes longer than a run of all tests may: the tests under sanitizers, memory and answers of a large cluster held to
# their limits, every fault of a swarm with one manager under an open window, and two of one with three, every point at
# which an operation can be killed, machines that are prepared and copied, every check of a preflight, what can stand in
# SSH's way, secrets, engines of today beside Debian's and alone, the first command of the README, and the lab itself.
# About two hours beside what building takes (a preset each for two sanitizers, the limits and try.sh) and the soak of
# SECONDS (3600). Needs root.
# Usage: campaign.sh BUILD-FOLDER [FOLDER-FOR-PICTURES [SECONDS]]
#        campaign.sh sanitizers | limits [SECONDS]    that part alone, which needs neither root nor the lab
if [ "$1" = sanitizers ]; then exec "$(dirname "$0")/sanitizers.sh"; fi
if [ "$1" = limits ]; then exec "$(dirname "$0")/../bench/limits.sh" "${@:2}"; fi
# Found missing now and not after hours.
if ! command -v go > /dev/null || [ ! -e /usr/include/seccomp.h ]; then
    echo "The engines of today are built by Go 1.26 or newer with libseccomp-dev: install both first." >&2
    exit 1
fi
# shellcheck source=tests/integration/runs.sh
source "$(dirname "$0")/runs.sh"
program=$1/app/stormdeck
pictures=${2:-$(mktemp -d)}
of_engines=("plug of storm-3 pulled" "Storm's UI stopped") # the faults under engines of today
in_a_lab() { # options of `lab up`, -- , test and its arguments
    local options=()
    while [ "$1" != -- ]; do options+=("$1") && shift; done
    "$lab" down && "$lab" up "${options[@]}" || exit 1
    run "${@:2}"
}

run sanitizers.sh
run ../bench/limits.sh "${3:-3600}"
in_a_lab -- timeline.sh "$program" "$pictures"
run whole-way.sh "$program"
run machines.sh "$program"
run window-machines.sh "$program" "$pictures/machines"
run preflight.sh "$program"
run hosts.sh "$program"
run secrets.sh "$program"
run interrupted.sh "$program" "$1/tests/integration/dies_after"
in_a_lab --managers 3 -- timeline.sh "$program" "$pictures/three" "managers" "manager cut off"
in_a_lab --engine mixed -- unpublished.sh "$program"
run timeline.sh "$program" "$pictures/mixed" "${of_engines[@]}"
in_a_lab --engine new -- whole-way.sh "$program"
run timeline.sh "$program" "$pictures/new" "${of_engines[@]}"
"$lab" down
run try.sh
run ../lab/selftest.sh
[ $failed -eq 0 ]
