# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A machine: an overlay over the cached tree, an identity, and a boot in its own namespaces.

machine_folder() { echo "$CACHE/machines/$(host_name "$1")"; }
disk_image() { echo "$(machine_folder "$1")/docker.img"; }
machine_log() { echo "$CACHE/log/$(host_name "$1").log"; }
machine_running() { ! cgroup_empty "$(host_name "$1")"; }
machine_prepared() { [ -e "$(machine_folder "$1")/prepared" ]; }

# The machines beside the three that there are now, running or not.
others() {
  local folder
  for folder in "$CACHE"/machines/{fresh,clone-[1-9]}; do
    [ ! -d "$folder" ] || echo "${folder##*/}"
  done
}

# A machine given as 2, as storm-2, or by the name of one of the others.
machine_key() {
  local key=${1#storm-}
  [[ $'\n'"$(printf '%s\n' "${MACHINES[@]}" && others)"$'\n' == *$'\n'"$key"$'\n'* ]] ||
    fail "there is no machine '$1': 'lab status' shows those there are"
  echo "$key"
}

# All files of a machine that runs, as its first process sees them. Others may end while they are looked at.
machine_root() {
  local pid
  pid=$(cgroup_pids "$(host_name "$1")" | sed 's|.*|/proc/&/status|' |
    xargs -r grep -hsoP '^NSpid:\t\d+\t1$' | cut -f2 || true)
  echo "/proc/${pid:-none}/root"
}

any_machine_running() {
  local n
  for n in "${MACHINES[@]}"; do
    if machine_running "$n"; then return 0; fi
  done
  return 1
}

# The engine's data lies outside of the overlay, since overlays do not stack.
machine_prepare() {
  local n=$1 folder
  folder=$(machine_folder "$n")
  rm -rf "$folder"
  mkdir -p "$folder/upper" "$folder/work" "$folder/docker" "$folder/containerd"
  disk_make "$n"
  chmod 710 "$folder/docker"
  chmod 711 "$folder/containerd"
  ln -s "$(machine_tree)" "$folder/tree"
  machine_identity "$n" "$folder/upper"
  engine_install "$n" "$folder/upper"
  touch "$folder/prepared"
}

# The engine's data lies on a small disk of its own, so that it can be filled: a file with holes. Where a host has no
# loop devices, it lies in the folder.
disk_make() {
  local n=$1 image
  image=$(disk_image "$n")
  truncate -s "$DISK_SIZE" "$image"
  if mkfs.ext4 -q -F -m 0 "$image" && unshare --mount --propagation private mount -o loop "$image" "$(machine_folder "$n")/docker" 2>/dev/null; then
    return
  fi
  rm -f "$image"
}

machine_identity() {
  local n=$1 root=$2
  identity_make "$n" "$root" ed25519
  tls_identity "$n" "$root"
}

# identity_make N ROOT HOST-KEY-TYPE...
identity_make() {
  local name root=$2 type
  name=$(host_name "$1")
  mkdir -p "$root/etc/ssh" "$root/root/.ssh"
  chmod 700 "$root/root" "$root/root/.ssh"
  echo "$name" >"$root/etc/hostname"
  hosts_file >"$root/etc/hosts"
  tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
  for type in "${@:3}"; do ssh-keygen -q -t "$type" -N '' -C "$name" -f "$root/etc/ssh/ssh_host_${type}_key"; done
  cp "$KEY.pub" "$root/root/.ssh/authorized_keys"
}

# The same in every machine, also with the names of those that are not there.
hosts_file() {
  local n
  echo "127.0.0.1 localhost"
  for n in "${MACHINES[@]}" fresh $(seq -f 'clone-%g' $CLONES_MAX); do echo "$(address "$n") $(host_name "$n")"; done
}

# Without writable kernel file systems and these two system calls no container starts inside.
machine_boot() {
  local n=$1 name
  name=$(host_name "$n")
  cgroup_destroy "$name"
  faults_forget_machine "$n"
  link_up "$n"
  cgroup_make "$name"
  mkdir -p "$RUN/root/$name" "$CACHE/log"
  setsid nsenter --net="$(netns_file "$n")" unshare --mount --propagation slave \
    bash "$LAB/lib/boot.sh" "$n" </dev/null >"$(machine_log "$n")" 2>&1 9>&- &
}

machine_answers() {
  [ "$(curl -s -m 2 "http://$(address "$1"):$PLAIN_PORT/_ping")" = OK ] && lab_ssh "$1" true
}

# A killed test can have left it shut.
door_open() { machine_answers "$1" || lab_ssh "$1" systemctl start docker-plain.service || true; }

machine_wait() {
  wait_for "${2:-90}" machine_answers "$1" ||
    fail "storm-$1 does not answer on port $PLAIN_PORT and ssh in time; its console is in $(machine_log "$1")"
}

# As if its plug were pulled: nothing in it gets to end in order.
machine_kill() {
  cgroup_destroy "$(host_name "$1")"
  link_down "$1"
}

machines_up() {
  local n todo=()
  faults_end
  if ! any_machine_running; then
    trees_prune
    say "preparing ${#MACHINES[@]} machines"
    in_parallel machine_prepare "${MACHINES[@]}" || exit 1
    known_hosts_write
  fi
  for n in "${MACHINES[@]}"; do
    if machine_running "$n"; then door_open "$n"; else todo+=("$n"); fi
  done
  [ ${#todo[@]} = 0 ] || machines_boot "${todo[@]}"
  in_parallel machine_wait "${MACHINES[@]}" || exit 1
  faults_end
}

# While others run, a machine that does not was unplugged or half started: what it holds is kept.
machines_boot() {
  local n
  say "booting $(printf 'storm-%s ' "$@")"
  for n in "$@"; do
    if ! machine_prepared "$n"; then
      machine_prepare "$n"
      known_hosts_write
    fi
    machine_boot "$n"
  done
}

machine_discard() {
  machine_kill "$1"
  rm -f "$(machine_folder "$1")/prepared"
  rm -rf "$(machine_folder "$1")"
}

machines_down() {
  # shellcheck disable=SC2046  # no name has a space in it
  in_parallel machine_discard "${MACHINES[@]}" $(others) || exit 1
  cgroup_remove_top
  nspawn_run_remove
}

# A folder that is a mount point elsewhere can be removed, and the mount goes with it: that of another lab's machines.
nspawn_run_remove() {
  grep -qs " $NSPAWN_RUN " /proc/[0-9]*/mountinfo || rmdir "$NSPAWN_RUN" 2>/dev/null || true
}

unplug() {
  local n
  n=$(machine_key "$1")
  machine_running "$n" || fail "$(host_name "$n") is not running"
  machine_kill "$n"
  is_other "$n" || fault_note pull "$n"
  say "$(host_name "$n") is off"
}

plug() {
  local n
  n=$(machine_key "$1")
  if is_other "$n"; then
    others_up "$n"
    return
  fi
  any_machine_running || machine_prepared "$n" || fail "storm-$n was never started: run 'lab up' first"
  machine_running "$n" || machines_boot "$n"
  machine_wait "$n"
  say "storm-$n answers"
}
