// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/sidebar.h"

#include "style/icons.h"
#include "style/text.h"
#include "style/widgets.h"

#include <QButtonGroup>
#include <QPainter>
#include <QStyleOption>
#include <QVBoxLayout>

namespace stormdeck::ui {

namespace {

constexpr int padding = 10;
constexpr int symbolSize = 16;

} // namespace

SideEntry::SideEntry(const QString &icon, const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setIcon(style::icon(icon));
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SideEntry::setCount(int count)
{
    if (count != m_count) {
        m_count = count;
        setAccessibleDescription(count < 0 ? QString() : QString::number(count));
        update();
    }
}

QSize SideEntry::sizeHint() const
{
    const QFontMetrics metrics(style::textFont(style::TextSize::Strong));
    return {metrics.horizontalAdvance(text()) + 4 * padding + symbolSize + 30, metrics.height() + 16};
}

void SideEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    if (isChecked() || underMouse()) {
        style::paintRounded(painter, rect(), 6, isChecked() ? t.accentTint : t.slotFill, QColor());
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        style::paintRounded(painter, rect(), 6, QColor(), t.accent);
    }
    const auto place = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    const QRect sign(padding, (height() - symbolSize) / 2, symbolSize, symbolSize);
    icon().paint(&painter, place(sign), Qt::AlignCenter, isChecked() ? QIcon::Selected : QIcon::Normal);
    painter.setFont(style::textFont(isChecked() ? style::TextSize::Strong : style::TextSize::Body));
    painter.setPen(isChecked() ? t.accent : t.dim);
    const auto side = [this](Qt::Alignment alignment) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment) | Qt::AlignVCenter) |
               Qt::TextShowMnemonic;
    };
    const int left = padding + symbolSize + 9;
    painter.drawText(place(QRect(left, 0, width() - left - 40, height())), side(Qt::AlignLeading), text());
    if (m_count >= 0) {
        painter.drawText(place(QRect(width() - 50, 0, 50 - padding, height())), side(Qt::AlignTrailing),
                         QString::number(m_count));
    }
}

SideBar::SideBar(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this)), m_group(new QButtonGroup(this))
{
    m_column->setContentsMargins(8, style::space::medium, 9, style::space::medium);
    m_column->setSpacing(2);
    m_column->addStretch();
    setFixedWidth(qMax(180, QFontMetrics(style::textFont(style::TextSize::Body)).averageCharWidth() * 24));
    setAccessibleName(tr("Pages"));
    connect(m_group, &QButtonGroup::idClicked, this, &SideBar::pageChosen);
}

int SideBar::addPage(const QString &icon, const QString &text)
{
    const int page = static_cast<int>(m_group->buttons().size());
    auto *entry = new SideEntry(icon, text);
    m_group->addButton(entry, page);
    m_column->insertWidget(page, entry);
    entry->setChecked(page == 0);
    return page;
}

void SideBar::setCount(int page, int count)
{
    static_cast<SideEntry *>(m_group->button(page))->setCount(count);
}

void SideBar::setCurrent(int page)
{
    m_group->button(page)->setChecked(true);
}

void SideBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    painter.fillRect(rect(), t.sidebar);
    const QRect edge(width() - 1, 0, 1, height());
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), edge), t.line);
}

} // namespace stormdeck::ui
