// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import org.apache.storm.topology.TopologyBuilder;

/** One bolt reports errors all the time, one throws every half minute and takes its worker with it. */
public final class ThrowingWords {
    private static final long THROWS_AFTER_SECONDS = 30;

    private ThrowingWords() {
    }

    public static void main(String[] args) throws Exception {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("sentences", new SentenceSpout(), 1);
        builder.setBolt("report", new ReportingBolt(), 1).shuffleGrouping("sentences");
        builder.setBolt("throw", new ThrowingBolt(THROWS_AFTER_SECONDS), 1).shuffleGrouping("sentences");
        new Submission(args).submit(builder);
    }
}
