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

check "the lab comes up" "$lab" up
check "the lab is emptied" "$lab" reset
set -a
eval "$("$lab" env)"
set +a
listing "$work/start"
check "a console is killed right after swarm init" fails_with 137 bash -c '"$@"' - "$dies_after" swarm.init "$LAB_CLUSTER_FILE"
export LAB_START=$work/start STORMDECK=$program LAB_PROGRAM=$lab XDG_RUNTIME_DIR=$work/runtime
install -d -m 700 "$XDG_RUNTIME_DIR"
on_the_desktop() {
    dbus-run-session -- xvfb-run -a -s '-screen 0 1440x960x24' bash "$(dirname "$0")/on-a-desktop.sh" "$program" -- \
        /usr/bin/python3 "$(dirname "$0")/window_way.py" "$pictures" 2> "$work/desktop"
}
on_the_desktop | tee "$work/way" || failed=$((failed + 1))
passed=$((passed + $(grep -c '^ok ' "$work/way")))
failed=$((failed + $(grep -c '^FAIL ' "$work/way")))
summary
