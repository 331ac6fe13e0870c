# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Debian trees by debootstrap, built once and kept under the key of what they are made of.

SUITE=bookworm
CGROUPS_UNIT=root/etc/systemd/system/cgroups-writable.service
MIRROR=${STORMDECK_LAB_MIRROR:-http://deb.debian.org/debian}

machine_tree() { echo "$CACHE/trees/machine-$(tree_key machine "$LAB/machine")"; }
base_tree() { echo "$CACHE/trees/base-$(tree_key base "$LAB/images/base")"; }
fresh_tree() { echo "$CACHE/trees/fresh-$(tree_key fresh "$LAB/fresh" "$LAB/machine/$CGROUPS_UNIT")"; }
tree_key() { key_of "$SUITE $(declare -f tree_bootstrap "tree_finish_$1")" "${@:2}"; }

machine_tree_make() { tree_make machine "$LAB/machine" "$(machine_tree)"; }
fresh_tree_make() { tree_make fresh "$LAB/fresh" "$(fresh_tree)"; }
base_tree_make() { tree_make base "$LAB/images/base" "$(base_tree)"; }

# Built beside its place and moved there whole, so that what is there is always complete.
tree_make() {
  local kind=$1 recipe=$2 tree=$3 log=$CACHE/log/tree-$1.log
  [ -d "$tree" ] && return
  say "building the $kind tree with debootstrap (once, about a minute)"
  mkdir -p "$CACHE/trees" "$CACHE/log" "$CACHE/debs"
  rm -rf "$CACHE/trees"/*.partial
  tree_bootstrap "$recipe" "$tree.partial" >"$log" 2>&1 ||
    fail "the $kind tree could not be built; the reason is at the end of $log"
  "tree_finish_$kind" "$tree.partial" >>"$log" 2>&1 ||
    fail "the $kind tree could not be finished; the reason is at the end of $log"
  mv "$tree.partial" "$tree"
}

# The mounts that debootstrap makes stay in a mount namespace of its own and end with it.
tree_bootstrap() {
  local packages
  packages=$(grep -v '^#' "$1/packages.txt" | paste -sd,)
  unshare --mount --propagation private timeout 900 \
    debootstrap --variant=minbase --cache-dir="$CACHE/debs" --include="$packages" "$SUITE" "$2" "$MIRROR"
}

# Whatever makes one machine differ from another goes: identities are given when one is prepared.
# The second machine-id counts: systemd takes it back from there, and all machines would share it.
tree_finish_machine() {
  local tree=$1
  cp -R "$LAB/machine/root/." "$tree/"
  mkdir -p "$tree/etc/docker"
  echo "{ \"insecure-registries\": [\"$REGISTRY\"], \"log-driver\": \"json-file\" }" >"$tree/etc/docker/daemon.json"
  chroot "$tree" systemctl enable docker-plain.service cgroups-writable.service &&
    chroot "$tree" systemctl mask console-getty.service systemd-timesyncd.service \
      apt-daily.timer apt-daily-upgrade.timer e2scrub_reap.service &&
    rm -rf "$tree"/etc/machine-id "$tree"/var/lib/dbus/machine-id "$tree"/etc/ssh/ssh_host_* \
      "$tree"/etc/docker/key.json "$tree"/var/lib/docker "$tree"/var/lib/containerd \
      "$tree"/var/cache/apt/archives/*.deb &&
    mkdir -p "$tree/var/lib/docker" "$tree/var/lib/containerd"
}

# As a provider hands one out, with a user who has to give a password for everything.
tree_finish_fresh() {
  local tree=$1
  cp -R "$LAB/fresh/root/." "$tree/"
  cp "$LAB/machine/$CGROUPS_UNIT" "$tree/etc/systemd/system/"
  chroot "$tree" systemctl enable cgroups-writable.service &&
    chroot "$tree" systemctl mask console-getty.service systemd-timesyncd.service \
      apt-daily.timer apt-daily-upgrade.timer e2scrub_reap.service &&
    chroot "$tree" useradd --create-home --shell /bin/bash --groups sudo ops &&
    rm -rf "$tree"/etc/machine-id "$tree"/var/lib/dbus/machine-id "$tree"/etc/ssh/ssh_host_* \
      "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/*_*
}

# The base of the images: what no image needs at run time makes every pull longer.
tree_finish_base() {
  local tree=$1 java
  rm -rf "$tree"/var/cache/apt/* "$tree"/var/lib/apt/lists/* "$tree"/var/log/* \
    "$tree"/usr/share/{man,info,locale,lintian,bug,maven-repo} "${tree:?}"/{dev,tmp}/*
  find "$tree/usr/share/doc" ! -type d ! -name copyright -delete
  java=$(cd "$tree" && find usr/lib/jvm -maxdepth 1 -name 'java-17-openjdk-*' -type d)
  mkdir -p "$tree/opt/java"
  ln -s "/$java" "$tree/opt/java/openjdk"
}

# Old recipes' trees. Only called while none of the three runs: one may still stand on its old tree. So may the others,
# whether they run or not.
trees_prune() {
  local tree keep
  keep=" $(machine_tree) $(base_tree) $(fresh_tree) "
  for tree in $(others); do keep+="$(readlink -f "$(machine_folder "$tree")/tree") "; done
  for tree in "$CACHE"/trees/*; do
    [[ $keep == *" $tree "* ]] || rm -rf "$tree"
  done
}
