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
run() { # test and its arguments, beside this
    printf '\n-- %s (%s s)\n' "$1" "$SECONDS"
    "$here/$1" "${@:2}" || failed=$((failed + 1))
}

run tls.sh "$program"
run ssh.sh "$program"
run interrupted.sh "$program" "$1/tests/integration/dies_after" short
run window-way.sh "$program" "$1/tests/integration/dies_after"
"$here/../lab/lab" down
"$here/../lab/lab" up --storm 1.2.4 || exit 1
run unpublished.sh "$program"
[ $failed -eq 0 ]
