# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A dozen of these start on a few cores at once: the second compiler would take more of them than all else.
{
  Env: [
    "PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/apache-storm/bin",
    "JAVA_HOME=/opt/java/openjdk",
    "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "STORM_CONF_DIR=/conf",
    "STORM_DATA_DIR=/data",
    "STORM_LOG_DIR=/logs"
  ],
  WorkingDir: "/apache-storm",
  Entrypoint: ["/docker-entrypoint.sh"]
}
