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
    }

    void submit(TopologyBuilder builder) throws Exception {
        StormSubmitter.submitTopology(name, config, builder.createTopology());
    }
}
