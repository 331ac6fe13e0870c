// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/** Counts words, with every sentence tracked to its end. Arguments: the name, then the workers (3). */
public final class WordCount {
    private static final int DEFAULT_WORKERS = 3;
    private static final int WORKER_HEAP_MB = 96;

    private WordCount() {
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("usage: WordCount NAME [WORKERS]");
            System.exit(2);
        }
        int workers = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_WORKERS;
        StormSubmitter.submitTopology(args[0], settings(workers), topology().createTopology());
    }

    private static TopologyBuilder topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("sentences", new SentenceSpout(), 2);
        builder.setBolt("split", new SplitBolt(), 3).shuffleGrouping("sentences");
        builder.setBolt("count", new CountBolt(), 3).fieldsGrouping("split", new Fields("word"));
        return builder;
    }

    // Small, since a whole cluster shares one computer here.
    private static Config settings(int workers) {
        Config config = new Config();
        config.setNumWorkers(workers);
        config.setNumAckers(workers);
        config.setMaxSpoutPending(100);
        config.put(Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB, 32.0);
        config.put(Config.TOPOLOGY_WORKER_MAX_HEAP_SIZE_MB, 512.0);
        config.put(Config.TOPOLOGY_WORKER_CHILDOPTS, "-Xmx" + WORKER_HEAP_MB + "m");
        return config;
    }
}
