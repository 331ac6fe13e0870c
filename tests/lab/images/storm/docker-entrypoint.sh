#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Keeps the contract of the official image, its trap too: as root it hands the folders over, and
# where one cannot be changed (a settings file mounted read-only) the container ends right here.

set -e

if [ "$1" = storm ] && [ "$(id -u)" = 0 ]; then
  chown -R storm:storm "$STORM_CONF_DIR" "$STORM_DATA_DIR" "$STORM_LOG_DIR"
  exec gosu storm "$0" "$@"
fi

[ -f "$STORM_CONF_DIR/storm.yaml" ] || cat >"$STORM_CONF_DIR/storm.yaml" <<END
storm.zookeeper.servers: [zookeeper]
nimbus.seeds: [nimbus]
storm.log.dir: "$STORM_LOG_DIR"
storm.local.dir: "$STORM_DATA_DIR"
END

exec "$@"
