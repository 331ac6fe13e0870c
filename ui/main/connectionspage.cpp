// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/connectionspage.h"

#include "main/listpage.h"
#include "main/profiletable.h"
#include "main/sourcetable.h"
#include "style/actionbutton.h"
#include "style/margins.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>

namespace stormdeck::ui {

namespace {

/// `apart`: at the other end; may be null.
QWidget *buttonsOf(const QList<QAction *> &actions, QAction *apart)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::small);
    for (QAction *action : actions) {
        row->addWidget(style::actionButton(action));
    }
    row->addStretch();
    if (apart) {
        row->addWidget(style::actionButton(apart));
    }
    return line;
}

tables::Table *tableOf(const QString &name, tables::TableFilter *filter, int stretched)
{
    auto *table = new tables::Table(name);
    table->setModel(filter);
    table->setSortable();
    table->setStretchedColumn(stretched);
    return table;
}

ListKind profilesKind()
{
    return {.source = {},
            .waitingFor = {},
            .emptyTitle = ConnectionsPage::tr("No connection is saved"),
            .emptyWords = ConnectionsPage::tr("Name the engines of a cluster once, and it can be chosen here."),
            .emptyOffer = ListState::Offer::Connect};
}

ListKind sourcesKind(const QString &cluster)
{
    return {.source = ConnectionsPage::tr("Last answer"),
            .waitingFor = ConnectionsPage::tr("Waiting for the engines"),
            .emptyTitle = cluster.isEmpty() ? ConnectionsPage::tr("Nothing is connected")
                                            : ConnectionsPage::tr("Nothing is asked yet"),
            .emptyWords = ConnectionsPage::tr("Each engine of the connection, its swarm, its ensemble and its Storm UI "
                                              "are listed here with the way by which they are asked.")};
}

} // namespace

ConnectionsPage::ConnectionsPage(QWidget *parent)
    : QWidget(parent), m_profiles(new ProfileTable(this)), m_sources(new SourceTable(this)),
      m_profilesFilter(new tables::TableFilter(m_profiles, this)),
      m_profilesTable(tableOf(tr("Saved connections"), m_profilesFilter, ProfileTable::Endpoints)),
      m_connect(command(tr("&Connect here"), &ConnectionsPage::connectRequested)),
      m_window(command(tr("New &window"), &ConnectionsPage::windowRequested)),
      m_edit(command(tr("&Edit…"), &ConnectionsPage::editRequested)),
      m_test(command(tr("&Test…"), &ConnectionsPage::testRequested)),
      m_remove(command(tr("Re&move…"), &ConnectionsPage::removeRequested)),
      m_new(new QAction(tr("&New…"), this)), m_testThis(new QAction(tr("Test the connect&ion…"), this)),
      m_retry(new QAction(tr("&Retry now"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildProfiles();
    buildSources();
    column->addWidget(m_profilesList, 2);
    column->addWidget(m_sourcesList, 3);
    connect(m_new, &QAction::triggered, this, &ConnectionsPage::newRequested);
    connect(m_testThis, &QAction::triggered, this, [this] { Q_EMIT testRequested({}); });
    connect(m_retry, &QAction::triggered, this, &ConnectionsPage::refreshRequested);
    m_profilesList->hide();
    m_testThis->setVisible(false);
    m_retry->setVisible(false);
    showProfiles();
    showSources();
}

QAction *ConnectionsPage::command(const QString &text, void (ConnectionsPage::*wanted)(const QString &))
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [this, wanted] {
        if (const QString profile = selectedProfile(); !profile.isEmpty()) {
            Q_EMIT(this->*wanted)(profile);
        }
    });
    return action;
}

void ConnectionsPage::buildProfiles()
{
    const QList<QAction *> actions{m_connect, m_window, m_edit, m_test, m_remove};
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    m_profilesTable->addAction(m_remove);
    m_profilesList =
        new ListPage({QStringLiteral("connections"), tr("Connections"), tr("Filter the saved connections")},
                     m_profilesTable, m_profilesTable->horizontalHeader(), m_profilesFilter, actions);
    m_profilesTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_profilesList->addBelow(buttonsOf(actions, m_new));
    connect(m_profilesTable, &QTableView::activated, m_connect, &QAction::trigger);
    connect(m_profilesTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ConnectionsPage::updateCommands);
    connect(m_profilesList, &ListPage::offerAccepted, this, &ConnectionsPage::newRequested);
}

void ConnectionsPage::buildSources()
{
    auto *filter = new tables::TableFilter(m_sources, this);
    m_sourcesTable = tableOf(tr("Sources of the connection"), filter, SourceTable::Problem);
    m_sourcesTable->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // engines first, then the planes
    m_sourcesList = new ListPage({QStringLiteral("sources"), tr("Sources"), tr("Filter the sources")}, m_sourcesTable,
                                 m_sourcesTable->horizontalHeader(), filter, {m_retry, m_testThis});
    m_sourcesList->addBelow(buttonsOf({m_retry, m_testThis}, nullptr));
    connect(m_sourcesList, &ListPage::offerAccepted, this, &ConnectionsPage::refreshRequested);
}

void ConnectionsPage::setProfiles(const std::vector<settings::SavedProfile> &profiles, const QString &current)
{
    m_profiles->show(profiles, current);
    m_profilesList->setVisible(true);
    m_testThis->setVisible(true);
    m_retry->setVisible(true);
    showProfiles();
}

void ConnectionsPage::show(const watch::Picture &picture, Instant now)
{
    m_now = now;
    m_cluster = picture.snapshot ? picture.snapshot->cluster : QString();
    m_sources->show(picture, now);
    showSources();
}

void ConnectionsPage::tick(Instant now)
{
    m_now = now;
    m_sources->tick(now);
    showSources();
    m_sourcesTable->repaintColumn(SourceTable::Age);
    m_sourcesTable->repaintColumn(SourceTable::NextTry);
}

void ConnectionsPage::clear()
{
    m_cluster.clear();
    m_sources->clear();
    showSources();
}

void ConnectionsPage::focusFilter()
{
    const bool inSources = m_sourcesList->isAncestorOf(focusWidget()) || m_profilesList->isHidden();
    (inSources ? m_sourcesList : m_profilesList)->focusFilter();
}

QString ConnectionsPage::selectedProfile() const
{
    const QModelIndexList rows = m_profilesTable->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_profiles->row(m_profilesFilter->mapToSource(rows.front()).row()).key;
}

void ConnectionsPage::updateCommands()
{
    const int at = m_profiles->rowOf(selectedProfile());
    const bool isReadable = at >= 0 && m_profiles->row(at).profile;
    m_connect->setEnabled(isReadable && !m_profiles->row(at).inUse);
    for (QAction *action : {m_window, m_edit, m_test}) {
        action->setEnabled(isReadable);
    }
    m_remove->setEnabled(at >= 0);
}

void ConnectionsPage::showProfiles()
{
    m_profilesList->show(profilesKind(), {.expected = false}, m_now);
    updateCommands();
}

void ConnectionsPage::showSources()
{
    m_sourcesList->show(sourcesKind(m_cluster), m_sources->newest(), m_now);
    const bool any = m_sources->rowCount() > 0;
    m_retry->setEnabled(any);
    m_testThis->setEnabled(any);
}

} // namespace stormdeck::ui
