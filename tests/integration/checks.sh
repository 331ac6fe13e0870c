# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests over the lab share: to be sourced with `program` set. Gives $work (a folder of this run with its own
# configuration and state), $lab, and the counters that `summary` prints. The lab is left as it was found: down unless
# it was up before.
set -uo pipefail
lab=$(cd "$(dirname "${BASH_SOURCE[0]}")/../lab" && pwd)/lab
work=$(mktemp -d)
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
passed=0 failed=0
was_up=no
if "$lab" status > /dev/null 2>&1; then was_up=yes; fi

finish() {
    [ $was_up = yes ] || "$lab" down || true
    rm -rf "$work"
}
trap finish EXIT

check() { # what, command…
    local what=$1 code=0 start=$SECONDS
    shift
    "$@" > "$work/out" 2>&1 || code=$?
    if [ $code -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok    $what ($((SECONDS - start)) s)"
    else
        failed=$((failed + 1))
        echo "FAIL  $what (exit $code)"
        tail -n 40 "$work/out"
    fi
}
summary() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
}

is() { # jq expression, wanted word: of the status of the cluster in $file
    local got
    got=$("$program" status --profile "$file" --json | jq -r "$1")
    [ "$got" = "$2" ] || { echo "$1 is $got, not $2"; return 1; }
}
listing() { "$lab" listing | grep -v -e ' image ' -e ' network docker_gwbridge' > "$1"; }
same() { # before, after: listings
    diff "$1" "$2"
}
within() { # seconds, command…: repeats it until it succeeds
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.5
    done
}
fails_with() {
    local want=$1
    shift
    "$@"
    [ $? -eq "$want" ]
}
