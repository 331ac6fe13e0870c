#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# refresh-vs-docker.sh ENDPOINT [COUNT]: how long it takes to learn the swarm's state (swarm, nodes, services, swarm
# tasks, networks, configs) with the console's client, and with the docker command line, in one run. Read-only.
# ENDPOINT: a manager, tcp://HOST:PORT or unix:///PATH. BUILD: the build folder, by default build/ci.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
endpoint=${1:?an endpoint, as tcp://HOST:PORT}
count=${2:-21}
program=${BUILD:-$here/../../build/ci}/tests/bench/bench_refresh
[ -x "$program" ] || { echo "Build it first: cmake --build build/ci --target bench_refresh" >&2; exit 1; }
command -v docker >/dev/null || { echo "There is no docker command line here." >&2; exit 1; }

ask() { docker -H "$endpoint" "$@"; }
# What `ls` names, whole; nothing where there is none.
whole() {
    local ids
    ids=$(ask "$1" ls -q)
    [ -z "$ids" ] || ask "$1" inspect $ids
}
swarm() { ask info --format '{{json .Swarm}}'; }
tasks() {
    local ids
    ids=$(ask service ls -q)
    [ -z "$ids" ] || ask inspect --type task $(ask service ps -q --no-trunc $ids)
}
one_by_one() { swarm; whole node; whole service; tasks; whole network; whole config; }
at_once() {
    swarm & whole node & whole service & tasks & whole network & whole config &
    wait
}

# Median in milliseconds of $count runs.
median() {
    local i began ended
    for ((i = 0; i < count; i++)); do
        began=${EPOCHREALTIME/[.,]/}
        "$1" >/dev/null
        ended=${EPOCHREALTIME/[.,]/}
        echo $((ended - began))
    done | sort -n | awk '{ time[NR] = $1 } END { printf "%.1f", time[int(NR / 2) + 1] / 1000 }'
}

one_by_one >/dev/null   # fails here where something cannot be asked
console=$("$program" "$endpoint" "$count")
serial=$(median one_by_one)
parallel=$(median at_once)
awk -v a="$console" -v s="$serial" -v p="$parallel" 'BEGIN {
    printf "console              %8.1f ms\n", a
    printf "docker, one by one   %8.1f ms   %.0f times as long\n", s, s / a
    printf "docker, all at once  %8.1f ms   %.0f times as long\n", p, p / a
}'
