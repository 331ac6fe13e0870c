#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory (PSS) and processor time of the console's main window while it watches a cluster, read at intervals.

With --cluster, a program that writes a profile and serves it (bench_cluster), else with --profile.
"""
import argparse
import os
import subprocess
import tempfile
import time


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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stormdeck", required=True)
    parser.add_argument("--cluster", help="program with its sizes: 'bench_cluster 1000 10000 200'")
    parser.add_argument("--profile")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--every", type=float, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        profile, server = served(arguments.cluster, home) if arguments.cluster else (arguments.profile, None)
        place = {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home,
                 "XDG_RUNTIME_DIR": home}
        window = subprocess.Popen([arguments.stormdeck, "--profile", profile], env={**os.environ, **place},
                                  stdout=subprocess.DEVNULL)
        began = time.monotonic()
        try:
            while time.monotonic() - began < arguments.seconds and window.poll() is None:
                time.sleep(arguments.every)
                print(f"{time.monotonic() - began:6.0f} s  PSS {pss(window.pid):6.1f} MiB  "
                      f"processor {processor_seconds(window.pid):7.1f} s", flush=True)
        finally:
            for process in (window, server):
                if process:
                    process.terminate()
                    process.wait()


main()
