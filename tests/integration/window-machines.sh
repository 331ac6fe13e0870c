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
export HOME=$work/home XDG_RUNTIME_DIR=$work/runtime
install -d -m 700 "$HOME" "$HOME/.ssh" "$XDG_RUNTIME_DIR"
unset SSH_AUTH_SOCK

on_the_desktop() {
    dbus-run-session -- xvfb-run -a -s '-screen 0 1440x960x24' bash "$(dirname "$0")/on-a-desktop.sh" \
        "$program" --profile "$file" -- /usr/bin/python3 "$(dirname "$0")/window_machines.py" "$pictures" 2> "$work/desktop"
}
no_sockets() { [ -z "$(find "$XDG_RUNTIME_DIR" -path '*stormdeck*' -type s)" ]; }

check "the lab comes up" "$lab" up
check "the lab is emptied" "$lab" reset
check "a machine without an engine boots" "$lab" fresh reset
set -a
eval "$("$lab" env)"
set +a
# The three are known, the others are not: the window asks, and writes what it was told into the file of this user.
cat > "$HOME/.ssh/config" << CONFIG
Host storm-1
    HostName 10.77.0.11
Host storm-2
    HostName 10.77.0.12
Host storm-3
    HostName 10.77.0.13
Host fresh
    HostName $LAB_FRESH
Host clone-1
    HostName 10.77.0.21
Host clone-2
    HostName 10.77.0.22
Host storm-*
    UserKnownHostsFile $LAB_KNOWN_HOSTS
Host *
    User root
    IdentityFile $LAB_SSH_KEY
CONFIG
file=$work/ssh.yaml
sed -e '/ui_port/d' -e 's#tcp://10.77.0.1\([123]\):2375#ssh://storm-\1\n    address: 10.77.0.1\1#' \
    -e '/accept_plain_tcp/d' "$LAB_CLUSTER_FILE" > "$file"
check "a cluster is set up" "$program" apply "$file" --yes --despite-warnings
check "healthy" within 60 is .health healthy
export STORMDECK=$program LAB_PROGRAM=$lab LAB_PROFILE=$file
on_the_desktop | tee "$work/way" || { failed=$((failed + 1)); tail -n 5 "$work/desktop"; }
passed=$((passed + $(grep -c '^ok ' "$work/way")))
failed=$((failed + $(grep -c '^FAIL ' "$work/way")))
check "a window that was told to end leaves no socket" within 20 no_sockets
check "the lab is emptied again" "$lab" reset
summary
