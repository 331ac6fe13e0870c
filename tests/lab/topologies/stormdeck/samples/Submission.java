// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.topology.TopologyBuilder;

/** What all samples share: arguments, and settings small enough for a whole cluster on one computer. */
final class Submission {
    private static final int DEFAULT_WORKERS = 3;
    private static final int WORKER_HEAP_MB = 96;

    final Config config = new Config();
    private final String name;

    /** Arguments: the name, then the workers (3). */
    Submission(String[] args) {
        if (args.length == 0) {
            System.err.println("usage: CLASS NAME [WORKERS]");
            System.exit(2);
        }
        name = args[0];
        int workers = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_WORKERS;
        config.setNumWorkers(workers);
        config.setNumAckers(workers);
        config.setMaxSpoutPending(100);
        config.put(Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB, 32.0);
        config.put(Config.TOPOLOGY_WORKER_MAX_HEAP_SIZE_MB, 512.0);
        config.put(Config.TOPOLOGY_WORKER_CHILDOPTS, "-Xmx" + WORKER_HEAP_MB + "m");
        letIdleThreadsRest();
    }

    /** By default each looks for work a thousand times a second, which takes both of two cores. Storm 1 knows no such names. */
    private void letIdleThreadsRest() {
        config.put("topology.batch.flush.interval.millis", 50);
        config.put("topology.bolt.wait.progressive.level1.count", 0);
        config.put("topology.bolt.wait.progressive.level2.count", 0);
        config.put("topology.bolt.wait.progressive.level3.sleep.millis", 20);
        config.put("topology.spout.wait.progressive.level3.sleep.millis", 20);
    }

    void submit(TopologyBuilder builder) throws Exception {
        StormSubmitter.submitTopology(name, config, builder.createTopology());
    }
}
