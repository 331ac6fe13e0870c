#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole way through the window on a display of its own, beginning with what a killed console left.
# Usage: window-way.sh PROGRAM DIES_AFTER [FOLDER-FOR-PICTURES]
program=$(realpath "$1")
dies_after=$(realpath "$2")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
pictures=${3:-$work}
mkdir -p "$pictures"

own_runtime
the_lab
listing "$work/start"
check "a console is killed right after swarm init" fails_with 137 bash -c '"$@"' - "$dies_after" swarm.init "$LAB_CLUSTER_FILE"
LAB_START=$work/start on_the_desktop -- window_way.py "$pictures"
summary
