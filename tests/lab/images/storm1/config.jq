# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# As for Storm 2, with the Java that Storm 1 needs: its ZooKeeper client breaks on 14 and later. Its defaults give workers
# options for a log that Java 8 has and 11 refuses. A dozen of these start on a few cores at once: the second compiler would
# take more of them than all else.
{
  Env: [
    "PATH=/usr/local/openjdk-11/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/apache-storm/bin",
    "JAVA_HOME=/usr/local/openjdk-11",
    "JDK_JAVA_OPTIONS=-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "STORM_CONF_DIR=/conf",
    "STORM_DATA_DIR=/data",
    "STORM_LOG_DIR=/logs"
  ],
  WorkingDir: "/apache-storm",
  Entrypoint: ["/docker-entrypoint.sh"]
}
