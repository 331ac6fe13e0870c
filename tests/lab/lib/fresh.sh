# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A fourth machine as a provider hands one out: no engine, nothing of the lab's but the way in. It can be switched off
# and copied, and its disk can be full. So all that it writes lies on one disk: the overlay's upper folder, and /var/lib
# beside it, since the engine's data cannot lie in an overlay.

FRESH_USER=ops
FRESH_PASSWORD=$CACHE/key/ops-password
FRESH_SYSTEM= # as the options have it
FRESH_DISK=

# fresh [OPTION...] | reset [OPTION...] | off
fresh() {
  case ${1:-} in
    off) others_end fresh ;;
    reset)
      fresh_choose "${@:2}"
      others_end fresh
      fresh_up
      ;;
    *)
      fresh_choose "$@"
      [ $# = 0 ] || fresh_as_chosen || fail "the fresh that is there was made by 'lab fresh $(fresh_options)':" \
        "'lab fresh reset ${*}' puts an unused one in its place"
      fresh_up
      ;;
  esac
}

fresh_choose() {
  FRESH_SYSTEM='' FRESH_DISK=''
  while [ $# != 0 ]; do
    case $1 in
      --system) FRESH_SYSTEM=${2:-} && [[ $FRESH_SYSTEM =~ ^[a-z0-9][a-z0-9._-]*$ ]] ||
        fail "--system takes the name of a system, such as arch or debian-10" ;;
      --disk) FRESH_DISK=${2:-} && [[ $FRESH_DISK =~ ^[1-9][0-9]*$ ]] || fail "--disk takes a number of MiB" ;;
      *) fail "'fresh' does not know '$1'; it takes --system and --disk" ;;
    esac
    shift 2
  done
}

# The options of the one that is there, in the words of the command.
fresh_options() { cat "$(machine_folder fresh)/options"; }
fresh_chosen() { echo "${FRESH_SYSTEM:+--system $FRESH_SYSTEM }${FRESH_DISK:+--disk $FRESH_DISK}"; }
fresh_as_chosen() { ! machine_prepared fresh || [ "$(fresh_options)" = "$(fresh_chosen)" ]; }

fresh_up() {
  check_packages
  mkdir -p "$RUN"
  key_make
  password_make
  fresh_tree_make
  network_up
  machine_prepared fresh || fresh_prepare
  others_up fresh
}

password_make() { [ -s "$FRESH_PASSWORD" ] || (umask 077 && openssl rand -hex 12 >"$FRESH_PASSWORD"); }

fresh_prepare() {
  local folder staged
  folder=$(machine_folder fresh)
  staged=$folder/disk
  say "preparing fresh"
  rm -rf "$folder"
  mkdir -p "$staged/upper" "$staged/work"
  ln -s "$(fresh_tree)" "$folder/tree"
  cp -a "$(fresh_tree)/var/lib" "$staged/lib"
  fresh_identity "$staged/upper"
  whole_disk_make "$folder"
  fresh_chosen >"$folder/options"
  touch "$folder/prepared"
}

# Made of a folder, which is its place afterwards. Where a host has no loop devices, the folder stays what it is.
whole_disk_make() {
  local image=$1/disk.img staged=$1/disk
  if [ -n "$FRESH_DISK" ]; then
    whole_disk_fit "$image" "$staged" "$FRESH_DISK"
  else
    whole_disk_format "$image" "$staged" "$DISK_SIZE"
  fi
  if unshare --mount --propagation private mount -o loop "$image" "$staged" 2>/dev/null; then
    rm -rf "${staged:?}"/*
    return
  fi
  rm -f "$image"
  [ -z "$FRESH_DISK" ] || fail "--disk needs a disk of its own, and this host has no loop devices"
}

# whole_disk_format IMAGE FOLDER SIZE [OPTION...]
whole_disk_format() {
  rm -f "$1"
  truncate -s "$3" "$1"
  mkfs.ext4 -q -F -m 0 -b 4096 "${@:4}" -d "$2" "$1" || fail "no file system could be made in $1"
}

# whole_disk_fit IMAGE FOLDER MIB: what a file system takes for itself is told by one that is larger.
whole_disk_fit() {
  local size free
  size=$(($(du -sk "$2" | cut -f1) + $3 * 1024 + 65536))
  whole_disk_format "$1" "$2" "${size}K" -J size=4
  free=$(dumpe2fs -h "$1" 2>/dev/null | sed -n 's/^Free blocks: *//p')
  whole_disk_format "$1" "$2" "$((size - free * 4 + $3 * 1024))K" -J size=4
}

fresh_identity() {
  local root=$1 hash
  identity_make fresh "$root" rsa ecdsa ed25519
  mkdir -p "$root/etc/apt"
  echo "deb $MIRROR $SUITE main" >"$root/etc/apt/sources.list"
  hash=$(openssl passwd -6 -stdin <"$FRESH_PASSWORD")
  install -m 640 -g 42 /dev/null "$root/etc/shadow"
  sed "s|^$FRESH_USER:[^:]*:|$FRESH_USER:$hash:|" "$(fresh_tree)/etc/shadow" >"$root/etc/shadow"
  [ -z "$FRESH_SYSTEM" ] || system_write "$FRESH_SYSTEM" >"$root/etc/os-release"
}

# NAME or NAME-VERSION. Only what the system says of itself: it stays the Debian that it is.
system_write() {
  local name=$1 version=
  [[ ! $1 =~ ^(.+)-([0-9][0-9.]*)$ ]] || { name=${BASH_REMATCH[1]} version=${BASH_REMATCH[2]}; }
  echo "PRETTY_NAME=\"${name^}${version:+ $version}\""
  echo "NAME=\"${name^}\""
  echo "ID=$name"
  [ -z "$version" ] || echo "VERSION_ID=\"$version\""
}

# others_up NAME...: whatever of them does not run boots with what it held.
others_up() {
  local name todo=()
  for name in "$@"; do
    machine_running "$name" || todo+=("$name")
  done
  [ ${#todo[@]} = 0 ] || say "booting ${todo[*]}"
  for name in "${todo[@]}"; do machine_boot "$name"; done
  in_parallel other_wait "$@" || exit 1
  known_hosts_write
}

other_answers() { lab_ssh "$1" true; }

other_wait() {
  if wait_for 60 other_answers "$1"; then
    say "$1 answers at $(address "$1")"
    return
  fi
  compgen -G "$(machine_root "$1")/etc/ssh/ssh_host_*_key" >/dev/null ||
    fail "$1 runs, but its ssh cannot: it has no host keys, and nothing in it makes some when it boots"
  fail "$1 does not answer by ssh in time; its console is in $(machine_log "$1")"
}

others_end() {
  [ $# != 0 ] || return 0
  in_parallel machine_discard "$@" || exit 1
  [ ! -e "$KNOWN_HOSTS" ] || known_hosts_write
  say "$* gone"
}

# Of the others, what was there before stays: an unused machine, and nobody's copies.
others_reset() {
  local options
  clones_end
  machine_prepared fresh || return 0
  read -r -a options < <(fresh_options) || true
  fresh reset "${options[@]}"
}
