// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/whychoice.h"

#include <QCoreApplication>

namespace stormdeck::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WhyChoice)
};

constexpr size_t mostSlots = 64;

QString wordsOf(const cluster::SlotView &slot)
{
    return slot.topology.isEmpty() ? Text::tr("Slot %1, free").arg(slot.port)
                                   : Text::tr("Slot %1, %2", "port, topology").arg(slot.port).arg(slot.topologyName);
}

} // namespace

WhyChoice choiceOf(const cluster::NodeView &node, const cluster::DaemonView &daemon)
{
    return {cluster::daemonName(daemon.role), daemonSubject(node, daemon)};
}

WhyChoices slotChoices(const cluster::NodeView &node, const std::function<bool(const cluster::SlotView &)> &matches)
{
    WhyChoices choices;
    for (const cluster::SlotView &slot : node.slotViews) {
        if (choices.size() < mostSlots && matches(slot)) {
            choices.push_back({wordsOf(slot), slotSubject(node, slot)});
        }
    }
    return choices;
}

WhyChoices partsOf(const cluster::NodeView &node)
{
    WhyChoices choices;
    for (const cluster::DaemonView &daemon : node.daemons) {
        choices.push_back(choiceOf(node, daemon));
    }
    const WhyChoices ofSlots = slotChoices(node, [](const cluster::SlotView &) { return true; });
    choices.insert(choices.end(), ofSlots.begin(), ofSlots.end());
    return choices;
}

void addChoices(QMenu &menu, const WhyChoices &choices, const std::function<void(const cluster::Subject &)> &ask)
{
    for (const WhyChoice &choice : choices) {
        // An ampersand in a name is no mnemonic.
        const QString words = QString(choice.words).replace(u'&', QStringLiteral("&&"));
        menu.addAction(words, &menu, [ask, subject = choice.subject] { ask(subject); });
    }
}

} // namespace stormdeck::ui
