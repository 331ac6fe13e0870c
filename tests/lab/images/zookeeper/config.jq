# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A dozen of these start on a few cores at once: the second compiler would take more of them than all else.
{
  Env: [
    "PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/apache-zookeeper-3.8.0-bin/bin",
    "JAVA_HOME=/opt/java/openjdk",
    "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "ZOO_CONF_DIR=/conf",
    "ZOO_DATA_DIR=/data",
    "ZOO_DATA_LOG_DIR=/datalog",
    "ZOO_LOG_DIR=/logs",
    "ZOO_TICK_TIME=2000",
    "ZOO_INIT_LIMIT=5",
    "ZOO_SYNC_LIMIT=2",
    "ZOO_AUTOPURGE_PURGEINTERVAL=0",
    "ZOO_AUTOPURGE_SNAPRETAINCOUNT=3",
    "ZOO_MAX_CLIENT_CNXNS=60",
    "ZOO_STANDALONE_ENABLED=true",
    "ZOO_ADMINSERVER_ENABLED=true",
    "ZOOCFGDIR=/conf"
  ],
  WorkingDir: "/apache-zookeeper-3.8.0-bin",
  Volumes: { "/data": {}, "/datalog": {}, "/logs": {} },
  ExposedPorts: { "2181/tcp": {}, "2888/tcp": {}, "3888/tcp": {}, "8080/tcp": {} },
  Entrypoint: ["/docker-entrypoint.sh"],
  Cmd: ["zkServer.sh", "start-foreground"]
}
