// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** Throws out of execute some time after its start, which ends its worker; the supervisor starts another. */
public class ThrowingBolt extends BaseRichBolt {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long afterSeconds;
    private transient OutputCollector collector;
    private transient long started;

    public ThrowingBolt(long afterSeconds) {
        this.afterSeconds = afterSeconds;
    }

    @SuppressWarnings("rawtypes") // as Storm 1 declares it, and Storm 2 accepts
    @Override
    public void prepare(Map settings, TopologyContext context, OutputCollector out) {
        collector = out;
        started = System.nanoTime();
    }

    @Override
    public void execute(Tuple sentence) {
        if (System.nanoTime() - started > afterSeconds * NANOS_PER_SECOND) {
            throw new IllegalStateException("no more patience with \"" + sentence.getString(0) + "\"");
        }
        collector.ack(sentence);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
    }
}
