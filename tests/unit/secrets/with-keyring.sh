#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the tests of the keychain in a session of their own: with-keyring.sh unlocked|locked|none PROGRAM
# Its bus, its home and its keyring are in a temporary folder; the keyring of whoever runs this is never touched.
set -euo pipefail
session=$1
program=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"

if [ "$session" = none ]; then
    exec "$program" --gtest_filter='NoKeychain.*'
fi
command -v gnome-keyring-daemon > /dev/null || { echo "gnome-keyring is missing: apt-get install gnome-keyring"; exit 1; }
export KEYRING_LOG="$folder/log"
# In a session whose keyring is open; what is done there is "$@".
with_open_keyring() {
    dbus-run-session -- bash -c '
        set -euo pipefail
        printf %s geheim | gnome-keyring-daemon --unlock --components=secrets --foreground > "$KEYRING_LOG" 2>&1 &
        export KEYRING=$!
        trap "kill -CONT $KEYRING; kill $KEYRING" EXIT
        for _ in $(seq 100); do
            dbus-send --session --dest=org.freedesktop.DBus --print-reply /org/freedesktop/DBus \
                org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q "boolean true" && break
            sleep 0.05
        done
        "$@"
    ' _ "$@"
}
if [ "$session" = unlocked ]; then
    with_open_keyring "$program" --gtest_filter='OpenKeychain.*'
    exit
fi
with_open_keyring true # makes the keyring; the next bus starts it locked, and nobody can be asked for its password
dbus-run-session -- "$program" --gtest_filter='LockedKeychain.*' 2> "$folder/log" || { cat "$folder/log" >&2; exit 1; }
