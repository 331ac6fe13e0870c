#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a window and a command that uses it, on the display and session bus that are there: on-a-desktop.sh PROGRAM
# COMMAND… The window manager, the accessibility bus and the program are stopped by pid.
set -uo pipefail
program=$1
shift
started=()
stop() { kill "${started[@]}" 2> /dev/null; }
trap stop EXIT
openbox &
started+=($!)
/usr/libexec/at-spi-bus-launcher --launch-immediately &
started+=($!)
QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 "$program" &
started+=($!)
"$@"
