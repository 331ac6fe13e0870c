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
  local n key
  for n in "${MACHINES[@]}"; do
    key=$(machine_folder "$n")/upper/etc/ssh/ssh_host_ed25519_key.pub
    [ ! -e "$key" ] || echo "$(address "$n"),storm-$n $(cut -d' ' -f1,2 "$key")"
  done >"$KNOWN_HOSTS"
}

lab_ssh() {
  local n=$1
  shift
  ssh -F none -i "$KEY" -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=5 -o LogLevel=ERROR \
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
  n=$(machine_number "$1")
  shift
  "$DOCKER" -H "$(endpoint "$n")" "$@"
}
