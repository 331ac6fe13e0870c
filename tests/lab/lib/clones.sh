# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Copies of fresh as a cloud makes them of a snapshot: all that it held, with another address and host name. Whatever
# identity was left in it, all of them have.

# clone fresh N | off
clone() {
  case ${1:-} in
    fresh) clones_make "${2:-1}" ;;
    off) clones_end ;;
    *) fail "'lab clone fresh N' makes N copies of fresh, 'lab clone off' ends them" ;;
  esac
}

clones() { others | grep '^clone-' || true; }

# shellcheck disable=SC2046  # no name has a space in it
clones_end() { others_end $(clones); }

clones_make() {
  local names
  [[ $1 =~ ^[1-9]$ ]] || fail "'$1' is no number of copies from 1 to $CLONES_MAX"
  machine_prepared fresh || fail "there is no fresh to be copied: 'lab fresh' boots it"
  fresh_is_off || fail "fresh runs, and what runs cannot be copied: switch it off first (lab ssh fresh systemctl poweroff)"
  clones_end
  mapfile -t names < <(seq -f 'clone-%g' "$1")
  say "copying fresh"
  in_parallel clone_copy "${names[@]}" || exit 1
  network_up
  others_up "${names[@]}"
}

# A moment after it was told to go off, it still runs.
fresh_is_off() {
  ! machine_running fresh || { ! fresh_stays && wait_for 60 machine_ended fresh; } || return 1
  wait_for 10 disk_released fresh
}
fresh_stays() { (lab_ssh fresh systemctl is-system-running 2>/dev/null || true) | grep -qvx stopping; }
machine_ended() { ! machine_running "$1"; }

# What was written to a disk is in its file once nobody has it mounted.
disk_released() { [ -z "$(losetup -n -j "$(machine_folder "$1")/disk.img")" ]; }

clone_copy() {
  local from to
  from=$(machine_folder fresh)
  to=$(machine_folder "$1")
  mkdir -p "$to"
  cp -a "$from/tree" "$from/disk" "$to/"
  [ ! -e "$from/disk.img" ] || cp --reflink=auto --sparse=always "$from/disk.img" "$to/"
  touch "$to/nameless" "$to/prepared"
}
