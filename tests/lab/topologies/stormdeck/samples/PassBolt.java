// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.Utils;

/** Passes a sentence on, after a time. */
public class PassBolt extends BaseRichBolt {
    private final long pauseMs;
    private transient OutputCollector collector;

    public PassBolt(long pauseMs) {
        this.pauseMs = pauseMs;
    }

    @SuppressWarnings("rawtypes") // as Storm 1 declares it, and Storm 2 accepts
    @Override
    public void prepare(Map settings, TopologyContext context, OutputCollector out) {
        collector = out;
    }

    @Override
    public void execute(Tuple sentence) {
        if (pauseMs > 0) {
            Utils.sleep(pauseMs);
        }
        collector.emit(sentence, new Values(sentence.getString(0)));
        collector.ack(sentence);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("sentence"));
    }
}
