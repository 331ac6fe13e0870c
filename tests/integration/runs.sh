# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the long runs share: to be sourced. Gives $here, $lab, which is taken down at the end, and `run`, which counts in
# $failed what did not pass.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lab=$(cd "$here/../lab" && pwd)/lab
failed=0
trap '"$lab" down' EXIT
run() { # test and its arguments, beside this
    printf '\n-- %s (%s s)\n' "$*" "$SECONDS"
    "$here/$1" "${@:2}" || failed=$((failed + 1))
}
