// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/listpage.h"

#include "main/emptystate.h"
#include "style/margins.h"
#include "style/widgets.h"
#include "tables/columnchoice.h"
#include "tables/columnfit.h"
#include "tables/rowcopy.h"
#include "tables/sortmenu.h"
#include "tables/subjectselection.h"
#include "tables/tablefilter.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStackedLayout>

namespace stormdeck::ui {

namespace {

constexpr int filterWidth = 220;

/// A line with the sign of a warning.
QWidget *warningLine(style::ElidedLabel *words)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::small);
    auto *sign = new style::StateLabel;
    sign->setState(style::Tone::Warning, ListPage::tr("Not current"));
    row->addWidget(sign);
    row->addWidget(words, 1);
    return line;
}

} // namespace

ListPage::ListPage(const Names &names, QAbstractItemView *view, QHeaderView *header, tables::TableFilter *filter,
                   const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent), m_view(view), m_header(header), m_filter(filter),
      m_selection(new tables::SubjectSelection(view)),
      m_columns(new tables::ColumnChoice(names.id, filter->source().columns(), header)), m_actions(actions),
      m_source(new style::ElidedLabel),
      m_count(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Dim)), m_search(new QLineEdit),
      m_headline(new style::StateLabel), m_warningWords(new style::ElidedLabel), m_stack(new QStackedLayout),
      m_empty(new EmptyState)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(style::sided(style::space::large, style::space::medium, 10, style::space::medium));
    column->setSpacing(style::space::small);
    buildHead(names);
    m_warning = warningLine(m_warningWords);
    column->addWidget(m_headline);
    column->addWidget(m_warning);
    auto *card = new style::Card;
    card->body()->setContentsMargins(1, 1, 1, 4);
    card->body()->addLayout(m_stack);
    m_stack->addWidget(view);
    m_stack->addWidget(m_empty);
    column->addWidget(card, 1);
    m_headline->hide();
    m_warning->hide();
    view->installEventFilter(this);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, &ListPage::showMenu);
    connect(m_search, &QLineEdit::textChanged, this, &ListPage::setFilter);
    connect(m_empty, &EmptyState::accepted, this, &ListPage::accept);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(filter, signal, this, &ListPage::showState);
    }
    connect(filter, &QAbstractItemModel::modelReset, this, &ListPage::showState);
}

void ListPage::buildHead(const Names &names)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(style::space::medium);
    m_source->setDim(true);
    m_search->setAccessibleName(names.filter);
    m_search->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(filterWidth);
    line->addWidget(new style::Caption(names.title, style::TextSize::Title));
    line->addWidget(m_source, 1);
    line->addWidget(m_count);
    line->addWidget(m_search);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
}

void ListPage::show(const ListKind &kind, const cluster::SourceAge &age, Instant now)
{
    m_kind = kind;
    m_age = age;
    m_now = now;
    showState();
}

void ListPage::allow(const Allowed &allowed)
{
    if (allowed != m_allowed) {
        m_allowed = allowed;
        showState();
    }
}

void ListPage::showState()
{
    ListState state =
        listState(m_kind, m_age, m_now, m_filter->total(), m_filter->shown(), m_search->text().simplified());
    state.offer = offerWhere(m_allowed, state.offer);
    showCount();
    if (state == m_shown) {
        return;
    }
    m_shown = state;
    m_source->setText(state.source);
    m_warningWords->setText(state.warning);
    m_warning->setVisible(!state.warning.isEmpty());
    const bool rows = state.kind == ListState::Kind::Rows;
    if (!rows) {
        m_empty->show(state);
    }
    m_stack->setCurrentIndex(rows ? 0 : 1);
}

void ListPage::showCount()
{
    const int total = m_filter->total();
    const QString words = total == 0 ? QString() : tr("%1 of %2 shown").arg(m_filter->shown()).arg(total);
    if (words != m_count->text()) {
        m_count->setText(words);
    }
}

void ListPage::setHeadline(style::Tone tone, const QString &words)
{
    m_headline->setState(tone, words);
    m_headline->setVisible(!words.isEmpty());
}

void ListPage::addBelow(QWidget *widget)
{
    static_cast<QVBoxLayout *>(layout())->addWidget(widget);
}

void ListPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ListPage::setFilter(const QString &text)
{
    if (m_search->text() != text) {
        return m_search->setText(text); // comes back here
    }
    m_filter->setText(text);
    showState();
}

void ListPage::accept(ListState::Offer offer)
{
    if (offer == ListState::Offer::ClearFilter) {
        m_search->clear();
        m_view->setFocus();
    } else {
        Q_EMIT offerAccepted(offer);
    }
}

void ListPage::copyRows() const
{
    tables::copyRows(*m_view, *m_header);
}

void ListPage::copyJson() const
{
    tables::copyRowAsJson(*m_view);
}

void ListPage::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool any = !m_view->selectionModel()->selectedRows().isEmpty();
    if (any) {
        menu->addActions(m_actions);
        menu->addSeparator();
        QAction *copy = menu->addAction(tr("Co&py"), this, &ListPage::copyRows);
        copy->setShortcut(QKeySequence::Copy);
        menu->addAction(tr("Copy row as &JSON"), this, &ListPage::copyJson);
        menu->addSeparator();
    }
    menu->addMenu(tables::makeSortMenu(*m_header, menu));
    menu->addMenu(m_columns->makeMenu(menu));
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool ListPage::eventFilter(QObject *watched, QEvent *event)
{
    // Before the view, which would copy one cell.
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyRows();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ListPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_search->hasFocus() && !m_search->text().isEmpty()) {
        return m_search->clear();
    }
    QWidget::keyPressEvent(event);
}

} // namespace stormdeck::ui
