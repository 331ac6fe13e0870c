#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Faults in turn under an open window, on a display of its own. Usage: timeline.sh PROGRAM [FOLDER-FOR-PICTURES [FAULT…]]
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
pictures=${2:-$work}
mkdir -p "$pictures"

check "the lab comes up" "$lab" up
check "the lab is emptied" "$lab" reset
set -a
eval "$("$lab" env)"
set +a
file=$LAB_CLUSTER_FILE
check "a cluster" "$program" apply "$file" --yes
check "healthy" within 60 is .health healthy
export STORMDECK=$program LAB_PROGRAM=$lab LAB_PROFILE=$file XDG_RUNTIME_DIR=$work/runtime
install -d -m 700 "$XDG_RUNTIME_DIR"
on_the_desktop() {
    dbus-run-session -- xvfb-run -a -s '-screen 0 1440x960x24' bash "$(dirname "$0")/on-a-desktop.sh" \
        "$program" --profile "$file" -- /usr/bin/python3 "$(dirname "$0")/timeline.py" "$pictures" "$@" 2> "$work/desktop"
}
on_the_desktop "${@:3}" | tee "$work/way" || { failed=$((failed + 1)); tail -n 5 "$work/desktop"; }
passed=$((passed + $(grep -c '^ok ' "$work/way")))
failed=$((failed + $(grep -c '^FAIL ' "$work/way")))
summary
