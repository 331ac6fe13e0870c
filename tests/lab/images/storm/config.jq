# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
{
  Env: [
    "PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/apache-storm/bin",
    "JAVA_HOME=/opt/java/openjdk",
    "STORM_CONF_DIR=/conf",
    "STORM_DATA_DIR=/data",
    "STORM_LOG_DIR=/logs"
  ],
  WorkingDir: "/apache-storm",
  Entrypoint: ["/docker-entrypoint.sh"]
}
