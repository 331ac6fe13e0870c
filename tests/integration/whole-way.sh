#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole way on real machines by the command line alone: three engines without a swarm -> apply -> healthy ->
# submit -> kill -> tear down -> what an independent listing shows is the same as before but for what the preview
# names. Usage: whole-way.sh PROGRAM. The lab is brought up before and down afterwards.
set -uo pipefail
program=$(realpath "$1")
lab=$(cd "$(dirname "$0")/../lab" && pwd)/lab
work=$(mktemp -d)
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
passed=0 failed=0

finish() { "$lab" down || true; rm -rf "$work"; }
trap finish EXIT
check() { # what, command…
    local what=$1; shift
    local code=0
    "$@" > "$work/out" 2>&1 || code=$?
    if [ $code -eq 0 ]; then passed=$((passed + 1)); echo "ok    $what"
    else failed=$((failed + 1)); echo "FAIL  $what (exit $code)"; tail -n 40 "$work/out"; fi
}
is() { [ "$("$program" status --profile "$file" --json | jq -r "$1")" = "$2" ]; }
listing() { "$lab" listing | grep -v -e ' image ' -e ' network docker_gwbridge' > "$1"; }
same() { diff "$work/before" "$work/after"; }
within() { # seconds, command…: repeats it until it succeeds
    local end=$((SECONDS + $1)); shift
    until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 1; done
}
fails_with() { local want=$1; shift; "$@"; [ $? -eq "$want" ]; }

check "the lab comes up" "$lab" up
eval "$("$lab" env)"
file=$LAB_CLUSTER_FILE
check "the lab is emptied" "$lab" reset
listing "$work/before"
check "the machines are seen before there is a swarm" is .health empty
check "the plan is shown without changing anything" "$program" plan "$file"
listing "$work/after"
check "nothing was changed by planning" same
check "apply reaches the goal" "$program" apply "$file" --yes
check "all is healthy by observation" within 60 is .health healthy
check "three supervisors with four slots each" is .slots.total 12
check "the ensemble has one leader" is '[.nodes[].zookeeper[] | select(.role == "leader")] | length' 1
check "a second apply finds everything done" "$program" apply "$file" --yes
check "a jar is submitted" "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount 3
check "its workers are on the map" is '[.nodes[].slots[] | select(.topology != null)] | length' 3
check "its name is taken" fails_with 3 "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount
check "it is killed and gone" "$program" kill wordcount --wait 2 --profile "$file" --yes
check "no topology is left" is '.topologies | length' 0
check "the cluster is torn down" "$program" teardown --profile "$file" --yes
listing "$work/after"
check "nothing is left but what the preview named" same
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
