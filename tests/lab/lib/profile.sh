# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What a test needs to know of the lab: as lines for a shell, and as a cluster file.

CLUSTER_FILE=$CACHE/cluster.yaml
TLS_CLUSTER_FILE=$CACHE/cluster-tls.yaml

# The settings of Storm that keep a whole cluster small enough for one computer.
storm_settings() {
  cat <<'END'
nimbus.childopts: -Xmx256m
ui.childopts: -Xmx256m
supervisor.childopts: -Xmx128m
worker.heap.memory.mb: 128
topology.component.resources.onheap.memory.mb: 32.0
END
}

# cluster_file plain|tls
cluster_file() {
  cat <<END
name: lab
machines:
$(for n in "${MACHINES[@]}"; do "machine_$1" "$n"; done)
$([ "$1" = tls ] || echo "accept_plain_tcp: true")
zookeeper:
  image: $(image_name zookeeper)
  members: [storm-1, storm-2, storm-3]
storm:
  image: $(image_name "$(storm_image)")
  nimbus: storm-1
  ui: storm-1
  ui_port: 8080
  slots: [6700, 6701, 6702, 6703]
  config:
$(storm_settings | sed 's/^/    /')
END
}

machine_tls() {
  echo "  - name: storm-$1"
  echo "    endpoint: $(tls_endpoint "$1")"
  echo "    certificates: $(tls_client)"
  machine_place "$1"
}

machine_plain() {
  echo "  - name: storm-$1"
  echo "    endpoint: $(endpoint "$1")"
  machine_place "$1"
}

machine_place() {
  echo "    address: $(address "$1")"
  [ "$1" -gt "$(chosen managers 1)" ] || echo "    manager: true"
}

cluster_file_write() {
  cluster_file plain >"$CLUSTER_FILE.new"
  mv "$CLUSTER_FILE.new" "$CLUSTER_FILE"
  cluster_file tls >"$TLS_CLUSTER_FILE.new"
  mv "$TLS_CLUSTER_FILE.new" "$TLS_CLUSTER_FILE"
}

print_env() {
  local n
  print_variable LAB_MACHINES "$(printf 'storm-%s\n' "${MACHINES[@]}" | paste -sd' ')"
  for n in "${MACHINES[@]}"; do print_variable "LAB_STORM_$n" "$(endpoint "$n")"; done
  for n in "${MACHINES[@]}"; do print_variable "LAB_STORM_${n}_ADDRESS" "$(address "$n")"; done
  print_env_others
  print_variable LAB_REGISTRY "$REGISTRY"
  print_variable LAB_SSH_KEY "$KEY"
  print_variable LAB_KNOWN_HOSTS "$KNOWN_HOSTS"
  print_variable LAB_ZOOKEEPER_IMAGE "$(image_name zookeeper)"
  print_variable LAB_STORM_IMAGE "$(image_name "$(storm_image)")"
  print_variable LAB_STORM_VERSION "$(storm_version)"
  print_variable LAB_WORDCOUNT_JAR "$(topology_jar)"
  print_variable LAB_TOPOLOGY_JAR "$(topology_jar)"
  for n in "${TOPOLOGIES[@]}"; do print_variable "LAB_${n^^}_CLASS" "$(topology_class "$n")"; done
  print_variable LAB_CLUSTER_FILE "$CLUSTER_FILE"
  for n in "${MACHINES[@]}"; do print_variable "LAB_STORM_${n}_TLS" "$(tls_endpoint "$n")"; done
  for n in "${MACHINES[@]}"; do print_variable "LAB_STORM_${n}_SLOW" "$(slow_endpoint "$n")"; done
  print_variable LAB_CERTIFICATES "$(tls_client)"
  print_variable LAB_FOREIGN_CERTIFICATES "$(tls_stranger)"
  print_variable LAB_TLS_CLUSTER_FILE "$TLS_CLUSTER_FILE"
  print_variable LAB_DOCKER "$DOCKER"
}

# A machine that is behind another has LAB_STORM_N_JUMP.
print_env_others() {
  local n through
  print_variable LAB_FRESH "$(address fresh)"
  print_variable LAB_FRESH_USER "$FRESH_USER"
  print_variable LAB_FRESH_PASSWORD_FILE "$FRESH_PASSWORD"
  print_variable LAB_CLONES "$(for n in $(others); do [ "$n" = fresh ] || address "$n"; done | paste -sd' ')"
  for n in "${MACHINES[@]}"; do
    through=$(jump_of "$n")
    [ -z "$through" ] || print_variable "LAB_STORM_${n}_JUMP" "$(address "$through")"
  done
}

print_variable() { printf "%s='%s'\n" "$1" "${2//\'/\'\\\'\'}"; }
