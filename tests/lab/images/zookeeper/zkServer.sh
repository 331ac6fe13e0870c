#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The two words of the server script that a container needs.

home=$(dirname "$(dirname "$(readlink -f "$0")")")
settings=${2:-${ZOOCFGDIR:-/conf}/zoo.cfg}

start() {
  # shellcheck disable=SC2086  # the flags are several words
  exec java -Xmx"${ZK_SERVER_HEAP:-256}m" $SERVER_JVMFLAGS $JVMFLAGS \
    -cp "${ZOOCFGDIR:-/conf}:$home/conf:$home/lib/*" \
    org.apache.zookeeper.server.quorum.QuorumPeerMain "$settings"
}

status() {
  local port mode
  port=$(sed -n 's/^clientPort=//p; s/^server\..*;\(.*:\)\?\([0-9]*\)$/\2/p' "$settings" | head -1)
  mode=$(echo srvr | nc -w 3 localhost "${port:-2181}" | grep '^Mode') || {
    echo "Error contacting service. It is probably not running." >&2
    exit 1
  }
  echo "$mode"
}

case $1 in
  start-foreground) start ;;
  status) status ;;
  *) echo "usage: zkServer.sh start-foreground|status [settings]" >&2; exit 2 ;;
esac
