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

/** One sentence in, its words out, each tied to the sentence. */
public class SplitBolt extends BaseRichBolt {
    private transient OutputCollector collector;

    @Override
    @SuppressWarnings("rawtypes") // as Storm 1 declares it, and Storm 2 accepts
    public void prepare(Map settings, TopologyContext context, OutputCollector out) {
        collector = out;
    }

    @Override
    public void execute(Tuple sentence) {
        for (String word : sentence.getString(0).split(" ")) {
            collector.emit(sentence, new Values(word));
        }
        collector.ack(sentence);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("word"));
    }
}
