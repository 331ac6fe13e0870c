// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// Answers in the form that the versions give them; made by hand after the public reports named beside them.
namespace stormdeck::test {

inline QByteArray srvr(const QByteArray &mode)
{
    return "Zookeeper version: 3.8.0-5a02a05eddb59aee6ac762f7ea82e92a68eb9c0f, built on 2022-02-25 08:49 UTC\n"
           "Latency min/avg/max: 0/0.3918/2\nReceived: 12\nSent: 11\nConnections: 4\nOutstanding: 1\n"
           "Zxid: 0x10000002a\nMode: " +
           mode + "\nNode count: 27\n";
}

inline const QByteArray notServing = "This ZooKeeper instance is not currently serving requests\n";
inline const QByteArray mntrNotAllowed = "mntr is not executed because it is not in the whitelist.\n";
inline const QByteArray srvrNotAllowed = "srvr is not executed because it is not in the whitelist.\n";
inline const QByteArray confNotAllowed = "conf is not executed because it is not in the whitelist.\n";
/// As version 3.8.0 prints it, of the second of three servers whose list was changed while they ran.
inline const QByteArray confOf3 =
    "clientPort=2181\nsecureClientPort=-1\ndataDir=/data/version-2\ndataDirSize=67108880\ndataLogDir=/datalog/"
    "version-2\n"
    "dataLogSize=67108880\ntickTime=2000\nmaxClientCnxns=60\nminSessionTimeout=4000\nmaxSessionTimeout=40000\n"
    "clientPortListenBacklog=-1\nserverId=2\ninitLimit=10\nsyncLimit=5\nelectionAlg=3\nelectionPort=3888\nquorumPort="
    "2888\n"
    "peerType=0\nmembership: \nserver.1=zk1:2888:3888:participant;0.0.0.0:2181\n"
    "server.2=zk2:2888:3888:participant;0.0.0.0:2181\nserver.3=zk3:2888:3888:observer;0.0.0.0:2181\nversion=100000004";
/// HariSekhon/Nagios-Plugins#332: averages with decimals from 3.6, two dashes in the version.
inline const QByteArray mntr36 = "zk_version\t3.6.1--104dcb3e3fb464b30c5186d229e00af9f332524b, built on 04/21/2020 "
                                 "15:01 GMT\nzk_server_state\tfollower\nzk_avg_latency\t2.2262\nzk_max_latency\t45\n"
                                 "zk_min_latency\t0\nzk_outstanding_requests\t0\nzk_num_alive_connections\t3\n"
                                 "zk_znode_count\t9\n";

} // namespace stormdeck::test
