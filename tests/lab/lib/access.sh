# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The ways into a machine: ssh with the lab's key, and the docker client out of the lab's own tree.

KNOWN_HOSTS=$CACHE/key/known_hosts
DOCKER=$CACHE/bin/docker

key_make() {
  mkdir -p "$CACHE/key"
  chmod 700 "$CACHE/key"
  [ -e "$KEY" ] || ssh-keygen -q -t ed25519 -N '' -C stormdeck-lab -f "$KEY"
}

known_hosts_write() {
  local n root key
  # shellcheck disable=SC2046  # no name has a space in it
  for n in "${MACHINES[@]}" $(others); do
    if is_other "$n"; then root=$(machine_root "$n"); else root=$(machine_folder "$n")/upper; fi
    for key in "$root"/etc/ssh/ssh_host_*_key.pub; do
      [ ! -f "$key" ] || echo "$(address "$n"),$(host_name "$n") $(cut -d' ' -f1,2 "$key")"
    done
  done >"$KNOWN_HOSTS.$BASHPID"
  mv "$KNOWN_HOSTS.$BASHPID" "$KNOWN_HOSTS"
}

# The keys of a machine beside the three may be made anew in it. What is behind another is reached from there.
lab_ssh() {
  local n=$1 through from=()
  shift
  ! is_other "$n" || known_hosts_write
  through=$(jump_of "$n")
  [ -z "$through" ] || from=(nsenter --net="$(netns_file "$through")")
  "${from[@]}" ssh -F none -i "$KEY" -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=5 -o LogLevel=ERROR \
    -o UserKnownHostsFile="$KNOWN_HOSTS" -o StrictHostKeyChecking=yes "root@$(address "$n")" "$@"
}

# The client runs with the libraries of its own tree, so any Linux host will do.
docker_client_write() {
  local tree loader
  tree=$(machine_tree)
  loader=$(find "$tree/lib64/" "$tree/lib/" -maxdepth 1 -name 'ld-linux-*.so.*' | head -1)
  mkdir -p "$CACHE/bin"
  cat >"$DOCKER.new" <<END
#!/bin/sh
export DOCKER_CONFIG=\${DOCKER_CONFIG:-$CACHE/docker-config}
exec $loader --library-path $(tree_library_path "$tree") $tree/usr/bin/docker "\$@"
END
  chmod 755 "$DOCKER.new"
  mv "$DOCKER.new" "$DOCKER"
}

tree_library_path() {
  find "$1/lib" "$1/usr/lib" -maxdepth 1 -name '*-linux-gnu*' -type d | paste -sd:
}

lab_docker() {
  local n
  n=$(machine_key "$1")
  shift
  [ -x "$DOCKER" ] || fail "the docker client is in the tree of the three machines: run 'lab up' once"
  if is_other "$n"; then
    need_root
    "$DOCKER" -H "unix://$(machine_socket "$n")" "$@"
  else
    "$DOCKER" -H "$(endpoint "$n")" "$@"
  fi
}
