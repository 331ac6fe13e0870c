// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** How often each word was seen. */
public class CountBolt extends BaseRichBolt {
    private transient OutputCollector collector;
    private transient Map<String, Long> counts;

    @Override
    @SuppressWarnings("rawtypes") // as Storm 1 declares it, and Storm 2 accepts
    public void prepare(Map settings, TopologyContext context, OutputCollector out) {
        collector = out;
        counts = new HashMap<>();
    }

    @Override
    public void execute(Tuple tuple) {
        String word = tuple.getString(0);
        long count = counts.merge(word, 1L, Long::sum);
        collector.emit(tuple, new Values(word, count));
        collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("word", "count"));
    }
}
