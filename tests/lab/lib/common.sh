# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2034  # the other parts use what is named here
# What every part of the lab shares: where things lie, how it speaks, how it waits.

CACHE=${STORMDECK_LAB_CACHE:-/var/cache/stormdeck-lab}
RUN=${STORMDECK_LAB_RUN:-/run/stormdeck-lab}
NAME=$(basename "$RUN")
NSPAWN_RUN=/run/systemd/nspawn
SUBNET=10.77.0
MACHINES=(1 2 3)
REGISTRY=$SUBNET.1:5000
PLAIN_PORT=2375
DISK_SIZE=16G
KEY=$CACHE/key/id_ed25519

# A machine is known by its number, or by its name where it is none of the three: fresh, clone-1 to clone-9.
CLONES_MAX=9
is_other() { [[ $1 != [1-9] ]]; }
host_name() { if is_other "$1"; then echo "$1"; else echo "storm-$1"; fi; }
address() {
  case $1 in
    fresh) echo "$SUBNET.20" ;;
    clone-*) echo "$SUBNET.2${1#clone-}" ;;
    *) echo "$SUBNET.1$1" ;;
  esac
}
endpoint() { echo "tcp://$(address "$1"):$PLAIN_PORT"; }

now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }
STARTED_MS=$(now_ms)

say() {
  local ms=$(($(now_ms) - STARTED_MS))
  printf '[%3d.%d s] %s\n' $((ms / 1000)) $((ms % 1000 / 100)) "$*"
}

fail() {
  printf 'lab: %s\n' "$*" >&2
  exit 1
}

# wait_for SECONDS COMMAND...: true as soon as the command is, false at the deadline.
wait_for() {
  local deadline=$(($(now_ms) + $1 * 1000))
  shift
  until "$@" >/dev/null 2>&1; do
    (($(now_ms) < deadline)) || return 1
    sleep 0.1
  done
}

# in_parallel FUNCTION ARG...: the function once for each argument, all at once.
# Each failure has said its own sentence; this only passes the failure on.
in_parallel() {
  local work=$1 arg pid pids=() failed=0
  shift
  for arg in "$@"; do
    "$work" "$arg" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
  return $failed
}

# The key of something built: what its files hold, and the words it was built with.
# Paths are left out on purpose, so that a moved checkout finds its cache again.
key_of() {
  local words=$1
  shift
  {
    echo "$words"
    find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | cut -d' ' -f1
  } | sha256sum | cut -c1-12
}

need_root() {
  [ "$(id -u)" = 0 ] || fail "this needs root (mounts, network namespaces, bridge): run it with sudo"
}

# One command that changes the lab at a time. What a killed command left running
# (debootstrap, say) still holds the lock, and the next command waits for it to end.
take_lock() {
  mkdir -p "$CACHE"
  exec 9>"$CACHE/lock"
  flock -n 9 && return
  say "another lab command is at work, waiting for it"
  flock -w 600 9 || fail "another lab command holds $CACHE/lock since ten minutes; see 'fuser $CACHE/lock'"
}

# A machine number given as 2 or as storm-2.
machine_number() {
  local n=${1#storm-}
  [[ " ${MACHINES[*]} " == *" $n "* ]] || fail "there is no machine '$1': the machines are ${MACHINES[*]}"
  echo "$n"
}
