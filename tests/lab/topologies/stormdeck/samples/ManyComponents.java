// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import org.apache.storm.Config;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.TopologyBuilder;

/** Forty components: three lanes of a spout and twelve bolts, and one bolt at the end of all. */
public final class ManyComponents {
    private static final int LANES = 3;
    private static final int BOLTS_PER_LANE = 12;

    private ManyComponents() {
    }

    public static void main(String[] args) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        BoltDeclarer end = builder.setBolt("end", new PassBolt(0), 1);
        for (int lane = 1; lane <= LANES; lane++) {
            end.shuffleGrouping(lane(builder, lane));
        }
        Submission submission = new Submission(args);
        submission.config.setMaxSpoutPending(20);
        submission.config.put(Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB, 8.0);
        submission.submit(builder);
    }

    /** The name of the last component of the lane. */
    private static String lane(TopologyBuilder builder, int lane) {
        String before = "source-" + lane;
        builder.setSpout(before, new SentenceSpout(), 1);
        for (int place = 1; place <= BOLTS_PER_LANE; place++) {
            String name = String.format("stage-%d-%02d", lane, place);
            builder.setBolt(name, new PassBolt(0), 1).shuffleGrouping(before);
            before = name;
        }
        return before;
    }
}
