// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/killpage.h"

#include "ops/builders.h"
#include "wizards/formparts.h"

#include <QSpinBox>

namespace stormdeck::wizards {

namespace {
QString explanation(const std::optional<std::chrono::seconds> &timeout)
{
    const QString begin = KillPage::tr("Its spouts stop at once. For this long its bolts go on with the tuples in "
                                       "flight; then its Storm workers stop.");
    const QString enough =
        timeout
            ? KillPage::tr(
                  "The topology's own message timeout, %1 s, is long enough for every tuple that can still be acked.")
                  .arg(timeout->count())
            : KillPage::tr("The topology's own message timeout is not known; %1 s is Storm's default.")
                  .arg(ops::usualMessageTimeout.count());
    return begin + u' ' + enough + u' ' + KillPage::tr("0 s kills it now and loses what is in flight.");
}
} // namespace

KillPage::KillPage(Target target, KillPlanner planner, QWidget *parent)
    : InputsPage(parent), m_target(std::move(target)), m_planner(std::move(planner)), m_wait(new QSpinBox)
{
    m_wait->setRange(0, 3600);
    m_wait->setValue(int(m_target.messageTimeout.value_or(ops::usualMessageTimeout).count()));
    m_wait->setSuffix(tr(" s"));
    m_wait->setAccessibleName(tr("Seconds to wait before the Storm workers stop"));
    m_wait->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *form = new Form;
    form->add(tr("Topology"), new look::Label(m_target.name, look::Tone::Plain, look::Label::Size::Strong));
    form->add(tr("&Wait"), m_wait, explanation(m_target.messageTimeout));
    auto *warning = new look::Card(look::Card::Kind::Notice);
    warning->rows()->addWidget(
        new look::Label(tr("This cannot be taken back. To run the topology again, submit its jar once more.")));
    QVBoxLayout *rows = pageLayout(this);
    rows->addWidget(form);
    rows->addWidget(warning);
    rows->addStretch(1);
    setFocusProxy(m_wait);
}

QString KillPage::title() const
{
    return tr("Kill %1").arg(m_target.name);
}

QString KillPage::subtitle() const
{
    return tr("On the cluster %1. Nothing is changed before you have seen the plan.").arg(m_target.cluster);
}

PlanMaker KillPage::planMaker()
{
    return [planner = m_planner, id = m_target.id, wait = std::chrono::seconds(m_wait->value())](
               const std::stop_token &stop) { return planner(id, wait, stop); };
}

} // namespace stormdeck::wizards
