#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a window and a command that uses it, on the display and session bus that are there: on-a-desktop.sh PROGRAM
# [ARGUMENT…] -- COMMAND… The window manager, the accessibility bus and the program are stopped by pid.
set -uo pipefail
program=()
while [ "$1" != -- ]; do
    program+=("$1")
    shift
done
shift
started=()
window=
ends() { # within 10 s
    local tenth
    for ((tenth = 0; tenth < 100; tenth++)); do
        kill -0 "$window" || return 0
        sleep 0.1
    done
    return 1
}
# The window first: without its display it could not end as it is told to.
stop() {
    { kill "$window" && { ends || kill -KILL "$window"; }; } 2> /dev/null
    kill "${started[@]}" 2> /dev/null
}
trap stop EXIT
# xvfb-run does not wait for long, and a window that finds no display aborts.
for ((tenth = 0; tenth < 100; tenth++)); do
    xdotool getdisplaygeometry > /dev/null 2>&1 && break
    sleep 0.1
done
openbox &
started+=($!)
/usr/libexec/at-spi-bus-launcher --launch-immediately &
started+=($!)
QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 "${program[@]}" &
window=$!
"$@"
code=$?
# Of a window that ended by itself all further steps only say that it is missing.
if ! kill -0 $window 2> /dev/null; then
    wait $window
    echo "FAIL  the window ended with code $? before its user did"
    code=1
fi
exit $code
