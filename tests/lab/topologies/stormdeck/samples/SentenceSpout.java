// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
package stormdeck.samples;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.Utils;

/** Says one sentence after the other, and says one again that got lost. */
public class SentenceSpout extends BaseRichSpout {
    private static final String[] SENTENCES = {
        "rain drums on the roof all night",
        "the harbour lights go out one by one",
        "a small boat waits behind the mole",
        "nobody counts the waves but the keeper",
        "at dawn the wind turns to the west",
    };
    private static final long PAUSE_MS = 20;

    private transient SpoutOutputCollector collector;
    private transient Map<Long, String> open;
    private long next;

    @Override
    @SuppressWarnings("rawtypes") // as Storm 1 declares it, and Storm 2 accepts
    public void open(Map settings, TopologyContext context, SpoutOutputCollector out) {
        collector = out;
        open = new HashMap<>();
    }

    @Override
    public void nextTuple() {
        Utils.sleep(PAUSE_MS);
        String sentence = SENTENCES[(int) (next % SENTENCES.length)];
        open.put(next, sentence);
        collector.emit(new Values(sentence), next);
        next++;
    }

    @Override
    public void ack(Object id) {
        open.remove(id);
    }

    @Override
    public void fail(Object id) {
        String sentence = open.get(id);
        if (sentence != null) {
            collector.emit(new Values(sentence), id);
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("sentence"));
    }
}
