#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later

home=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck disable=SC2086  # the flags are several words
exec java $CLIENT_JVMFLAGS -cp "$home/conf:$home/lib/*" org.apache.zookeeper.ZooKeeperMain "$@"
