#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Becomes one machine. Run with the machine's number or name, already in its network namespace and in a
# mount namespace of its own: the overlay mounted here is seen nowhere else and ends with the machine.

set -euo pipefail
LAB=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
for part in common host cgroups; do
  # shellcheck source=/dev/null
  source "$LAB/lib/$part.sh"
done

name=$(host_name "$1")
folder=$CACHE/machines/$name
root=$RUN/root/$name

cgroup_enter "$name"

# The three have the engine's data beside the overlay, the others have all of theirs, and /var/lib, on one disk.
written=$folder
if [ -d "$folder/disk" ]; then
  written=$folder/disk
  [ ! -e "$folder/disk.img" ] || mount -o loop "$folder/disk.img" "$written"
  binds=(--bind="$written/lib:/var/lib")
else
  [ ! -e "$folder/docker.img" ] || mount -o loop "$folder/docker.img" "$folder/docker"
  binds=(--bind="$folder/docker:/var/lib/docker" --bind="$folder/containerd:/var/lib/containerd")
fi

mount -t overlay "$name" "$root" \
  -o "lowerdir=$(readlink -f "$folder/tree"),upperdir=$written/upper,workdir=$written/work"

# A copy is given its name when it boots for the first time.
if [ -e "$folder/nameless" ]; then
  echo "$name" >"$root/etc/hostname"
  rm "$folder/nameless"
fi

# What nspawn notes about machines on the host would stay there after a machine was killed.
mkdir -p "$NSPAWN_RUN"
mount -t tmpfs "lab-$name" "$NSPAWN_RUN"

# Writable kernel file systems, all capabilities, and the two groups of system calls: without
# them the engine inside cannot make a cgroup, a bridge, or a session keyring. But for the clock, which
# is this computer's: even a time zone that is set in there would move it, the first time after a boot.
export SYSTEMD_NSPAWN_API_VFS_WRITABLE=yes
exec systemd-nspawn --quiet --boot --directory="$root" --machine="$name" \
  --register=no --keep-unit --capability=all --drop-capability=CAP_SYS_TIME \
  --system-call-filter='@keyring bpf' \
  --resolv-conf="$(resolv_conf_mode)" --link-journal=no --console=pipe \
  "${binds[@]}"
