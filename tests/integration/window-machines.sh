#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Machines through the window, on a display of its own: prepared, copied, told apart, joined; logs of all nodes by SSH.
# Usage: window-machines.sh PROGRAM [FOLDER-FOR-PICTURES]
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
pictures=${2:-$work}
mkdir -p "$pictures"
own_home

the_lab
check "a machine without an engine boots" "$lab" fresh reset
# The three are known, the others are not: the window asks, and writes what it was told into the file of this user.
known_hosts='' ssh_config << CONFIG
Host storm-*
    UserKnownHostsFile $LAB_KNOWN_HOSTS
CONFIG
file=$work/ssh.yaml
ssh_yaml | sed '/ui_port/d' > "$file"
check "no engine answers on a port any more" doors -I
check "  none does" all_closed
check "a cluster is set up" "$program" apply "$file" --yes --despite-warnings
check "healthy" within 60 is .health healthy
on_the_desktop --profile "$file" -- window_machines.py "$pictures"
check "a window that was told to end leaves no socket" within 20 no_sockets
check "no engine has answered on a port" all_closed
check "the ports are open again" doors -D
check "the lab is emptied again" "$lab" reset
summary
