#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start-to-usable time and memory (PSS) of the console's main window, against an empty Qt Widgets window.

Both are started by turns in one run, each in an empty home, under a display of this run's own (Xvfb). Usable means:
painted, and the event loop has nothing left to do. The memory is read from smaps_rollup once the window has been idle.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def start_display():
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        return server, ":" + pipe.readline().strip()


def environment(home, probe, descriptor, display):
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    place = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display} if display else {"QT_QPA_PLATFORM": "offscreen"}
    return {**keep, **place, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home,
            "XDG_RUNTIME_DIR": home, "LD_PRELOAD": probe, "BENCH_FD": str(descriptor)}


def memory(pid):
    """PSS, resident and private memory in MiB."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in rollup if line.rstrip().endswith("kB")}
    private = sizes["Private_Clean"] + sizes["Private_Dirty"]
    return sizes["Pss"] / 1024, sizes["Rss"] / 1024, private / 1024


def measure(command, arguments, display, idle):
    """Milliseconds to a usable window; with `idle` seconds also its memory."""
    with tempfile.TemporaryDirectory() as home:
        read, write = os.pipe()
        began = time.monotonic_ns()
        process = subprocess.Popen(command, env=environment(home, arguments.probe, write, display), pass_fds=[write],
                                   stdout=subprocess.DEVNULL)
        os.close(write)
        try:
            with os.fdopen(read) as pipe:
                usable = (int(pipe.readline()) - began) / 1e6
            if not idle:
                return usable, None
            time.sleep(idle)
            return usable, memory(process.pid)
        finally:
            process.terminate()
            process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("probe", "empty", "stormdeck"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--idle", type=float, default=3, help="seconds before the memory is read")
    parser.add_argument("--profile", help="a profile or cluster file that the console opens: a cluster in view")
    parser.add_argument("--offscreen", action="store_true", help="no X server: Qt's offscreen platform")
    parser.add_argument("--limit-mib", type=float, help="the most that the console's PSS may be, else the exit code is 1")
    arguments = parser.parse_args()
    server, display = (None, None) if arguments.offscreen else start_display()
    profile = ["--profile", os.path.abspath(arguments.profile)] if arguments.profile else []
    programs = {"empty window": [arguments.empty], "stormdeck": [arguments.stormdeck, *profile]}
    try:
        for command in programs.values():
            measure(command, arguments, display, 0)  # warms the page cache
        times = {name: [] for name in programs}
        for _ in range(arguments.runs):
            for name, command in programs.items():
                times[name].append(measure(command, arguments, display, 0)[0])
        sizes = {name: measure(command, arguments, display, arguments.idle)[1] for name, command in programs.items()}
    finally:
        if server:
            server.terminate()
            server.wait()
    print(f"{arguments.runs} starts each, by turns, on {'offscreen' if arguments.offscreen else 'Xvfb'}")
    print(f"{'':14}{'usable, median':>16}{'min':>9}{'max':>9}{'PSS':>11}{'resident':>11}{'private':>11}")
    for name, all_times in times.items():
        pss, resident, private = sizes[name]
        print(f"{name:14}{statistics.median(all_times):13.0f} ms{min(all_times):6.0f} ms{max(all_times):6.0f} ms"
              f"{pss:7.1f} MiB{resident:7.1f} MiB{private:7.1f} MiB")
    ratio = statistics.median(times["stormdeck"]) / statistics.median(times["empty window"])
    print(f"ratio of the medians {ratio:.2f}, of the PSS {sizes['stormdeck'][0] / sizes['empty window'][0]:.2f}")
    is_over = arguments.limit_mib is not None and sizes["stormdeck"][0] > arguments.limit_mib
    if is_over:
        print(f"more than {arguments.limit_mib:g} MiB of PSS")
    return 1 if is_over else 0


if __name__ == "__main__":
    sys.exit(main())
