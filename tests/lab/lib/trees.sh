# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Debian trees by debootstrap, built once and kept under the key of what they are made of.

SUITE=bookworm
MIRROR=${STORMDECK_LAB_MIRROR:-http://deb.debian.org/debian}

machine_tree() { echo "$CACHE/trees/machine-$(tree_key machine "$LAB/machine")"; }
base_tree() { echo "$CACHE/trees/base-$(tree_key base "$LAB/images/base")"; }
tree_key() { key_of "$SUITE $(declare -f tree_bootstrap "tree_finish_$1")" "$2"; }

machine_tree_make() { tree_make machine "$LAB/machine" "$(machine_tree)"; }
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

# Old recipes' trees. Only called while no machine runs: one may still stand on its old tree.
trees_prune() {
  local tree
  for tree in "$CACHE"/trees/*; do
    case $tree in "$(machine_tree)" | "$(base_tree)") ;; *) rm -rf "$tree" ;; esac
  done
}
