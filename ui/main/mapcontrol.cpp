// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/mapcontrol.h"

#include "map/mapview.h"
#include "style/controlstyle.h"
#include "style/widgets.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace stormdeck::ui {

using map::Detail;
using map::Grouping;
using map::Zoom;

namespace {

constexpr int controlHeight = 28;

QToolButton *stepButton(const QString &sign, const QString &name, const QKeySequence &keys)
{
    auto *button = new QToolButton;
    button->setText(sign);
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, keys.toString(QKeySequence::NativeText)));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFixedSize(controlHeight, controlHeight);
    return button;
}

} // namespace

MapControl::MapControl(map::MapView &map, QWidget *parent)
    : QWidget(parent), m_map(map), m_groups(new QComboBox),
      m_smaller(stepButton(QStringLiteral("−"), tr("Smaller cards"), QKeySequence(Qt::CTRL | Qt::Key_Minus))),
      m_size(new QToolButton),
      m_larger(stepButton(QStringLiteral("+"), tr("Larger cards"), QKeySequence(Qt::CTRL | Qt::Key_Plus))),
      m_sizes(new QMenu(this))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::space::tiny);
    line->addWidget(new style::Caption(tr("Nodes"), style::TextSize::Strong));
    line->addStretch(1);
    line->addWidget(m_groups);
    line->addSpacing(style::space::small);
    line->addWidget(m_smaller);
    line->addWidget(m_size);
    line->addWidget(m_larger);
    m_groups->setAccessibleName(tr("Group the nodes by"));
    m_groups->setToolTip(tr("Put the nodes into groups"));
    m_groups->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_groups->setMaximumWidth(240);
    m_groups->setFixedHeight(controlHeight);
    m_size->setMenu(m_sizes);
    m_size->setPopupMode(QToolButton::InstantPopup);
    m_size->setFocusPolicy(Qt::StrongFocus);
    m_size->setFixedHeight(controlHeight);
    style::setButtonLook(m_size, style::ButtonLook::Quiet);
    fillSizes();
    connect(m_groups, &QComboBox::activated, this,
            [this](int at) { m_map.setGrouping(Grouping::of(m_groups->itemData(at).toString())); });
    connect(m_smaller, &QToolButton::clicked, this, [this] { m_map.zoomBy(-1); });
    connect(m_larger, &QToolButton::clicked, this, [this] { m_map.zoomBy(1); });
    connect(&m_map, &map::MapView::viewChanged, this, &MapControl::refresh);
    refresh();
}

void MapControl::refresh()
{
    fillGroups();
    showZoom();
}

void MapControl::fillGroups()
{
    QStringList ids{Grouping{}.id(), Grouping{Grouping::By::State, {}}.id(), Grouping{Grouping::By::Role, {}}.id(),
                    Grouping{Grouping::By::Availability, {}}.id()};
    for (const QString &label : m_map.labels()) {
        ids << Grouping{Grouping::By::Label, label}.id();
    }
    const QString chosen = m_map.grouping().id();
    if (!ids.contains(chosen)) {
        ids << chosen; // a label that no node has any more
    }
    QStringList shown;
    for (int at = 0; at < m_groups->count(); ++at) {
        shown << m_groups->itemData(at).toString();
    }
    const QSignalBlocker quiet(m_groups);
    if (shown != ids) {
        m_groups->clear();
        for (const QString &id : std::as_const(ids)) {
            m_groups->addItem(Grouping::of(id).title(), id);
        }
    }
    m_groups->setCurrentIndex(m_groups->findData(chosen));
}

void MapControl::fillSizes()
{
    auto *group = new QActionGroup(m_sizes);
    const auto add = [&](const QString &text, const Zoom &zoom) {
        QAction *action = m_sizes->addAction(text);
        action->setCheckable(true);
        action->setData(zoom.id());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, zoom] { m_map.setZoom(zoom); });
    };
    add(tr("Fit"), {});
    m_sizes->addSeparator();
    for (auto detail = map::details.rbegin(); detail != map::details.rend(); ++detail) {
        add(nameOf(*detail), {*detail});
    }
}

void MapControl::showZoom()
{
    const Detail detail = m_map.detail();
    const bool fits = !m_map.zoom().detail.has_value();
    m_size->setText(fits ? tr("Fit") : nameOf(detail));
    m_size->setToolTip(tr("Size of the cards: %1. Ctrl+0 shows as much as fits.").arg(nameOf(detail)));
    m_size->setAccessibleName(tr("Size of the cards: %1").arg(m_size->text()));
    m_smaller->setEnabled(detail != map::details.front());
    m_larger->setEnabled(detail != map::details.back());
    for (QAction *action : m_sizes->actions()) {
        action->setChecked(action->data().toString() == m_map.zoom().id());
    }
}

} // namespace stormdeck::ui
