#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory (PSS) and processor time of the console's main window while it watches a cluster, read at intervals.

With --cluster, a program that writes a profile and serves it (bench_cluster), else with --profile. With a limit it ends
with 1 where that is exceeded, and where the window ended by itself.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

WARM_UP = 0.1  # of the time: what is read in it counts for no growth


def pss(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def served(cluster, folder):
    """The profile that the program wrote, and the program."""
    profile = os.path.join(folder, "large.yaml")
    server = subprocess.Popen([*cluster.split(" ", 1)[:1], profile, *cluster.split()[1:]])
    while not os.path.exists(profile) or not os.path.getsize(profile):
        time.sleep(0.1)
    return profile, server


def followed(window, arguments):
    """MiB of PSS, one for each reading; fewer where the window ends before its time."""
    sizes = []
    began = time.monotonic()
    while time.monotonic() - began < arguments.seconds:
        time.sleep(arguments.every)
        if window.poll() is not None:
            break
        sizes.append(pss(window.pid))
        print(f"{time.monotonic() - began:6.0f} s  PSS {sizes[-1]:6.1f} MiB  "
              f"processor {processor_seconds(window.pid):7.1f} s", flush=True)
    return sizes


def growth(sizes):
    """By how many MiB the median of the last third is above that of the first, after the warm-up."""
    steady = sizes[int(len(sizes) * WARM_UP):]
    third = max(1, len(steady) // 3)
    return statistics.median(steady[-third:]) - statistics.median(steady[:third])


def faults(sizes, ended, arguments):
    """What is not as it should be, a sentence each."""
    if ended is not None:
        yield f"the window ended by itself, with code {ended}"
    if len(sizes) < 3:
        yield f"only {len(sizes)} readings: nothing can be said of them"
        return
    print(f"at most {max(sizes):.1f} MiB, growth of the median {growth(sizes):+.1f} MiB")
    if arguments.limit_mib is not None and max(sizes) > arguments.limit_mib:
        yield f"{max(sizes):.1f} MiB is more than {arguments.limit_mib:g}"
    if arguments.flat_mib is not None and growth(sizes) > arguments.flat_mib:
        yield f"it grew by {growth(sizes):.1f} MiB, which is more than {arguments.flat_mib:g}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stormdeck", required=True)
    parser.add_argument("--cluster", help="program with its sizes: 'bench_cluster 1000 10000 200'")
    parser.add_argument("--profile")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--limit-mib", type=float, help="the most that any reading may be")
    parser.add_argument("--flat-mib", type=float, help="by how much the median may grow from the first third to the last")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        profile, server = served(arguments.cluster, home) if arguments.cluster else (arguments.profile, None)
        place = {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home,
                 "XDG_RUNTIME_DIR": home}
        window = subprocess.Popen([arguments.stormdeck, "--profile", profile], env={**os.environ, **place},
                                  stdout=subprocess.DEVNULL)
        try:
            sizes = followed(window, arguments)
            ended = window.poll()
        finally:
            for process in (window, server):
                if process:
                    process.terminate()
                    process.wait()
    found = list(faults(sizes, ended, arguments))
    print("\n".join(f"FAIL {fault}" for fault in found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
