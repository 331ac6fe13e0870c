# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Each machine has a control group of its own in every hierarchy of the host. It bounds what the
# machine can see, and it is the one true list of the machine's processes: also of those that a
# killed command never got to write down.

hierarchies() { findmnt -rn -t cgroup,cgroup2 -o TARGET | sort -u; }

cgroup_make() {
  local top
  while read -r top; do
    mkdir -p "$top/$NAME/$1"
    cgroup_open "$top" "$top/$NAME" "$top/$NAME/$1"
  done < <(hierarchies)
}

# A new cpuset (v1) is empty and takes no process; a new v2 group hands down no controller.
cgroup_open() {
  local parent=$1 group=$2 leaf=$3 file
  for file in cpuset.cpus cpuset.mems; do
    [ -e "$group/cgroup.clone_children" ] || break
    [ -e "$group/$file" ] || continue
    cat "$parent/$file" >"$group/$file"
    cat "$group/$file" >"$leaf/$file"
  done
  [ -e "$group/cgroup.subtree_control" ] || return 0
  sed 's/[a-z]\+/+&/g' "$parent/cgroup.subtree_control" >"$group/cgroup.subtree_control"
}

# Moves the calling process, and so what it becomes, into the machine's groups.
cgroup_enter() {
  local top
  while read -r top; do echo "$BASHPID" >"$top/$NAME/$1/cgroup.procs"; done < <(hierarchies)
}

cgroup_pids() {
  local top
  while read -r top; do
    [ -d "$top/$NAME/$1" ] || continue
    find "$top/$NAME/$1" -name cgroup.procs -exec cat {} + 2>/dev/null || true
  done < <(hierarchies) | sort -un
}

cgroup_empty() { [ -z "$(cgroup_pids "$1")" ]; }

# What is frozen, as a paused container is, does not end by a signal before it is thawed (cgroup v1).
cgroup_thaw() {
  local top
  while read -r top; do
    [ -d "$top/$NAME/$1" ] || continue
    find "$top/$NAME/$1" -name freezer.state -exec sh -c 'echo THAWED >"$1"' _ {} \; 2>/dev/null || true
    find "$top/$NAME/$1" -name cgroup.freeze -exec sh -c 'echo 0 >"$1"' _ {} \; 2>/dev/null || true
  done < <(hierarchies)
}

cgroup_kill_once() {
  local pids
  mapfile -t pids < <(cgroup_pids "$1")
  [ ${#pids[@]} = 0 ] && return
  kill -KILL "${pids[@]}" 2>/dev/null || true
  return 1
}

# kill -9 of everything in the group, then the group itself.
cgroup_destroy() {
  cgroup_thaw "$1"
  wait_for 15 cgroup_kill_once "$1" ||
    fail "processes of $1 do not end: $(cgroup_pids "$1" | tr '\n' ' ')"
  wait_for 10 cgroup_remove "$1" || fail "the control groups of $1 cannot be removed below /sys/fs/cgroup/*/$NAME"
}

cgroup_remove() {
  local top left=0
  while read -r top; do
    [ -d "$top/$NAME/$1" ] || continue
    find "$top/$NAME/$1" -depth -type d -exec rmdir {} + || left=1
  done < <(hierarchies)
  return $left
}

cgroup_remove_top() {
  local top
  while read -r top; do
    [ ! -d "$top/$NAME" ] || rmdir "$top/$NAME"
  done < <(hierarchies)
}
