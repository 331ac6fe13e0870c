#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Becomes one machine. Run with the machine's number, already in its network namespace and in a
# mount namespace of its own: the overlay mounted here is seen nowhere else and ends with the machine.

set -euo pipefail
LAB=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
for part in common host cgroups; do
  # shellcheck source=/dev/null
  source "$LAB/lib/$part.sh"
done

n=$1
folder=$CACHE/machines/storm-$n
root=$RUN/root/storm-$n

cgroup_enter "storm-$n"
mount -t overlay "storm-$n" "$root" \
  -o "lowerdir=$(readlink -f "$folder/tree"),upperdir=$folder/upper,workdir=$folder/work"

[ ! -e "$folder/docker.img" ] || mount -o loop "$folder/docker.img" "$folder/docker"

# What nspawn notes about machines on the host would stay there after a machine was killed.
mkdir -p "$NSPAWN_RUN"
mount -t tmpfs "lab-$n" "$NSPAWN_RUN"

# Writable kernel file systems, all capabilities, and the two groups of system calls: without
# them the engine inside cannot make a cgroup, a bridge, or a session keyring.
export SYSTEMD_NSPAWN_API_VFS_WRITABLE=yes
exec systemd-nspawn --quiet --boot --directory="$root" --machine="storm-$n" \
  --register=no --keep-unit --capability=all --system-call-filter='@keyring bpf' \
  --resolv-conf="$(resolv_conf_mode)" --link-journal=no --console=pipe \
  --bind="$folder/docker:/var/lib/docker" --bind="$folder/containerd:/var/lib/containerd"
