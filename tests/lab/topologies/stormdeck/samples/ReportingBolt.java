// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** Reports an error for some sentences and goes on: the UI shows it, and no worker ends. */
public class ReportingBolt extends BaseRichBolt {
    private transient OutputCollector collector;

    @SuppressWarnings("rawtypes") // as Storm 1 declares it, and Storm 2 accepts
    @Override
    public void prepare(Map settings, TopologyContext context, OutputCollector out) {
        collector = out;
    }

    @Override
    public void execute(Tuple sentence) {
        if (sentence.getString(0).startsWith("nobody")) {
            collector.reportError(new IllegalArgumentException("somebody must count: " + sentence.getString(0)));
        }
        collector.ack(sentence);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
    }
}
