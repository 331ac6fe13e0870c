// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import org.apache.storm.topology.TopologyBuilder;

/**
 * More sentences than its one slow bolt can take: its capacity comes near 1, and the complete latency grows to about
 * 16 s, where the number of sentences that may be open ends it. Nothing fails.
 */
public final class SlowWords {
    private static final int OPEN_PER_SPOUT = 200;
    private static final long SLEEP_MS = 40;

    private SlowWords() {
    }

    public static void main(String[] args) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("sentences", new SentenceSpout(), 2);
        builder.setBolt("archive", new PassBolt(SLEEP_MS), 1).shuffleGrouping("sentences");
        Submission submission = new Submission(args);
        submission.config.setMaxSpoutPending(OPEN_PER_SPOUT);
        submission.submit(builder);
    }
}
