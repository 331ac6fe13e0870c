#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds a release build to its limits: the memory of a window without a cluster; of a large cluster (1,000 nodes, 10,000 swarm
# tasks, 200 topologies) what the window computes at a stretch, what answers take to become a picture, and its memory while
# it watches for SECONDS (3600); of a log of 50,000 lines a second for a minute its gaps, its memory and what it lost.
# Ends with 1 where one is over. On a computer that others use, gaps say more about those. Usage: limits.sh [SECONDS]
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
build=build/release
failed=0
cmake --preset release -DBUILD_TESTING=ON > /dev/null &&
    cmake --build $build --target stormdeck bench_pages bench_scale bench_cluster bench_logflow bench_probe \
        bench_empty_window || exit 1
held() { # limits and command of judged.py
    echo "-- ${*: -1}"
    "$here/judged.py" "$@" || failed=1
}

# The first picture, the zoom to it and a frame of all cards on a screen of 3840 x 2000 build all that is seen, which no
# change does; `busy` is what no other load lengthens.
held --at-most 16 'busy +[0-9.]+ ms, worst +([0-9.]+) ms' --but 'the first picture|zooming there|a whole frame' \
    -- $build/tests/bench/bench_pages
held --at-most 2 'decode and join / parse +([0-9.]+)' -- $build/tests/bench/bench_scale
echo "-- a log of 50,000 lines a second for a minute"
QT_QPA_PLATFORM=offscreen $build/tests/bench/bench_logflow 60 50000 || failed=1
echo "-- memory of a window without a cluster: 80 MB"
python3 "$here/window.py" --probe $build/tests/bench/libbench_probe.so --empty $build/tests/bench/bench_empty_window \
    --stormdeck $build/app/stormdeck --runs 3 --limit-mib 76.3 || failed=1
echo "-- memory of a large cluster: 200 MB"
python3 "$here/memory.py" --stormdeck $build/app/stormdeck --cluster "$build/tests/bench/bench_cluster 1000 10000 200" \
    --seconds "${1:-3600}" --limit-mib 190.7 --flat-mib 10 || failed=1
exit $failed
