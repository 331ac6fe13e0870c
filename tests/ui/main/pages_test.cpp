// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pages.h"

#include "cluster/delta.h"
#include "cluster/explain.h"
#include "main/listpage.h"
#include "main/mappage.h"
#include "main/windowtest.h"
#include "map/mapview.h"
#include "style/kept.h"
#include "tables/subjectselection.h"
#include "tables/table.h"
#include "tables/topologymodel.h"
#include "tables/tree.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace stormdeck;
using cluster::Subject;
using cluster::SubjectKind;
using ui::Pages;

namespace {

class PagesTest : public test::WindowTest
{
protected:
    PagesTest() : WindowTest(QSize(1440, 900)) { m_pages = m_window->findChild<Pages *>(); }

    void show(const watch::Picture &picture)
    {
        if (!m_shown.snapshot) {
            settings::Profile profile;
            profile.name = QStringLiteral("production");
            profile.machines = picture.snapshot->machines;
            m_window->setConnection(profile);
        }
        const cluster::Snapshot none;
        m_window->showPicture(picture, deltaBetween(m_shown.snapshot ? *m_shown.snapshot : none, *picture.snapshot));
        m_shown = picture;
        QApplication::sendPostedEvents();
    }

    void press(const QKeySequence &keys) const
    {
        for (QAction *action : m_window->actions()) {
            if (action->shortcut() == keys) {
                action->trigger();
            }
        }
    }

    /// What each view has selected; the map by its node.
    [[nodiscard]] Subject selectedOn(Pages::Page page) const
    {
        if (page == Pages::Map) {
            const QString key = m_pages->mapPage()->map()->selectedKey();
            return key.isEmpty() ? m_pages->mapPage()->selection()->selected() : Subject{SubjectKind::Node, key, {}};
        }
        return m_pages->listPage(page)->selection()->selected();
    }

    [[nodiscard]] QString detailTitle() const
    {
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->parentWidget()->accessibleName() == QStringLiteral("Details")) {
                return label->text();
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<Subject> oneOfEach() const
    {
        const cluster::Snapshot &s = *m_shown.snapshot;
        return {subjectOf(s.nodes[1]),
                subjectOf(s.services[1]),
                subjectOf(s.services[1].tasks[0]),
                subjectOf(s.nodes[1].members[0]),
                subjectOf(s.topologies[1]),
                cluster::componentSubject(s.topologies[1].summary.id, QStringLiteral("split"))};
    }

    [[nodiscard]] tables::Table *components() const
    {
        for (auto *one : m_window->findChildren<tables::Table *>()) {
            if (one->accessibleName() == QStringLiteral("Components")) {
                return one;
            }
        }
        return nullptr;
    }
    /// Of a table's own menu.
    [[nodiscard]] static QAction *entry(const QWidget &table, const QString &text)
    {
        for (QAction *action : table.actions()) {
            if (action->text().remove(u'&') == text) {
                return action;
            }
        }
        return nullptr;
    }

    void removeAll()
    {
        show(test::changed(m_shown, [](cluster::Snapshot &s) {
            s.nodes.clear();
            s.services.clear();
            s.topologies.clear();
            s.swarm.reset();
            s.ensemble.reset();
            s.storm.reset();
        }));
    }

    Pages *m_pages = nullptr;
    watch::Picture m_shown;
};

TEST_F(PagesTest, eachHasItsKeysAndItsCount)
{
    show(test::healthyPicture(m_clock));
    for (int page = 0; page < Pages::PageCount; ++page) {
        press(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)));
        EXPECT_EQ(m_pages->page(), page);
    }
    EXPECT_EQ(m_pages->countOf(Pages::Nodes), 3);
    EXPECT_EQ(m_pages->countOf(Pages::Services), 6);
    EXPECT_EQ(m_pages->countOf(Pages::Ensemble), 3);
    EXPECT_EQ(m_pages->countOf(Pages::Topologies), 2);
    EXPECT_EQ(m_pages->countOf(Pages::Map), -1);
}

TEST_F(PagesTest, aNodeChosenInTheTableIsChosenOnTheMapAndInTheDetails)
{
    show(test::healthyPicture(m_clock));
    press(QKeySequence(Qt::CTRL | Qt::Key_3));
    m_pages->listPage(Pages::Nodes)
        ->view()
        ->setCurrentIndex(m_pages->listPage(Pages::Nodes)->view()->model()->index(1, 0));
    EXPECT_EQ(selectedOn(Pages::Map), subjectOf(m_shown.snapshot->nodes[1]));
    EXPECT_EQ(detailTitle(), QStringLiteral("storm-2"));
}

TEST_F(PagesTest, aNodeChosenOnTheMapIsChosenInTheTable)
{
    show(test::healthyPicture(m_clock));
    m_pages->mapPage()->map()->setCurrentIndex(m_pages->mapPage()->map()->model()->index(2, 0));
    EXPECT_EQ(selectedOn(Pages::Nodes), subjectOf(m_shown.snapshot->nodes[2]));
}

TEST_F(PagesTest, everyKindIsSelectedOnItsPageAndNowhereElseButOnTheMap)
{
    show(test::healthyPicture(m_clock));
    for (const Subject &subject : oneOfEach()) {
        m_window->select(subject);
        EXPECT_EQ(detailTitle(), nameOf(*m_shown.snapshot, subject));
        const Pages::Page own = Pages::pageOf(subject.kind);
        const Subject shown =
            subject.kind == SubjectKind::Component ? Subject{SubjectKind::Topology, subject.key, {}} : subject;
        for (const Pages::Page page : {Pages::Topologies, Pages::Nodes, Pages::Services, Pages::Ensemble}) {
            EXPECT_EQ(selectedOn(page), page == own ? shown : Subject())
                << nameOf(*m_shown.snapshot, subject).toStdString();
        }
    }
}

TEST_F(PagesTest, aTearDownWithAnythingSelectedClearsTheSelectionInEveryView)
{
    const watch::Picture all = test::healthyPicture(m_clock);
    for (size_t kind = 0; kind < 6; ++kind) {
        show(all);
        m_window->select(oneOfEach()[kind]);
        removeAll();
        for (int page = 0; page < Pages::PageCount; ++page) {
            EXPECT_TRUE(selectedOn(static_cast<Pages::Page>(page)).isEmpty()) << kind << " on page " << page;
        }
        EXPECT_EQ(detailTitle(), QStringLiteral("production"));
    }
}

TEST_F(PagesTest, whatIsTakenAwayOneByOneNeverLeavesANeighbourSelected)
{
    show(test::healthyPicture(m_clock));
    const Subject node = subjectOf(m_shown.snapshot->nodes[1]);
    m_window->select(node);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.nodes.erase(s.nodes.begin() + 1); }));
    EXPECT_TRUE(selectedOn(Pages::Nodes).isEmpty());
    EXPECT_TRUE(selectedOn(Pages::Map).isEmpty());
    const Subject topology = subjectOf(m_shown.snapshot->topologies[0]);
    m_window->select(topology);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.topologies.erase(s.topologies.begin()); }));
    EXPECT_TRUE(selectedOn(Pages::Topologies).isEmpty());
    EXPECT_EQ(detailTitle(), QStringLiteral("production"));
}

TEST_F(PagesTest, aTearDownInAnyOrderOnAnyPageUnderFilterAndOrderIsSurvived)
{
    QRandomGenerator dice(11);
    for (int round = 0; round < 15; ++round) {
        show(test::healthyPicture(m_clock));
        press(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + dice.bounded(5))));
        for (const Pages::Page page : {Pages::Topologies, Pages::Nodes, Pages::Services, Pages::Ensemble}) {
            m_pages->listPage(page)->setFilter(dice.bounded(3) == 0 ? QStringLiteral("storm") : QString());
        }
        m_window->select(oneOfEach()[dice.bounded(6U)]);
        m_window->showWhy(oneOfEach()[dice.bounded(6U)]);
        while (!m_shown.snapshot->nodes.empty() || !m_shown.snapshot->services.empty()) {
            show(test::changed(m_shown, [&](cluster::Snapshot &s) {
                if (!s.services.empty() && dice.bounded(2) == 0) {
                    s.services.erase(s.services.begin() + dice.bounded(static_cast<int>(s.services.size())));
                } else if (!s.nodes.empty()) {
                    s.nodes.erase(s.nodes.begin() + dice.bounded(static_cast<int>(s.nodes.size())));
                }
                if (!s.topologies.empty() && dice.bounded(3) == 0) {
                    s.topologies.pop_back();
                }
            }));
        }
        removeAll();
        EXPECT_TRUE(selectedOn(Pages::Services).isEmpty());
    }
}

TEST_F(PagesTest, theSelectionSurvivesNewPicturesAndFollowsItsSubjectWhenItMoves)
{
    show(test::healthyPicture(m_clock));
    const Subject node = subjectOf(m_shown.snapshot->nodes[0]);
    m_window->select(node);
    show(test::changed(m_shown, [](cluster::Snapshot &s) {
        s.nodes[0].name = QStringLiteral("zulu");
        std::rotate(s.nodes.begin(), s.nodes.begin() + 1, s.nodes.end());
    }));
    EXPECT_EQ(selectedOn(Pages::Nodes), node);
    EXPECT_EQ(selectedOn(Pages::Map), node);
    EXPECT_EQ(detailTitle(), QStringLiteral("zulu"));
}

TEST_F(PagesTest, theFilterKeyPutsTheKeyboardInThePagesFilterAndEscapeClearsIt)
{
    show(test::healthyPicture(m_clock));
    press(QKeySequence(Qt::CTRL | Qt::Key_3));
    press(QKeySequence(QKeySequence::Find));
    auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->accessibleName(), QStringLiteral("Filter the nodes"));
    QTest::keyClicks(field, QStringLiteral("storm-2"));
    const auto count = [this] {
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().endsWith(QStringLiteral(" shown"))) {
                return label->text();
            }
        }
        return QString();
    };
    EXPECT_EQ(count(), QStringLiteral("1 of 3 shown"));
    QTest::keyClick(field, Qt::Key_Escape);
    EXPECT_EQ(count(), QStringLiteral("3 of 3 shown"));
}

TEST_F(PagesTest, copyTakesTheSelectedRowsWithTheirTitles)
{
    show(test::healthyPicture(m_clock));
    press(QKeySequence(Qt::CTRL | Qt::Key_3));
    m_window->select(subjectOf(m_shown.snapshot->nodes[1]));
    QTest::keyClick(m_pages->listPage(Pages::Nodes)->view(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    ASSERT_EQ(lines.size(), 3);
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("Name\tState\t")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("storm-2\t")));
    m_pages->listPage(Pages::Nodes)->copyJson();
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("\"name\": \"storm-2\"")));
}

TEST_F(PagesTest, theSmallerTablesSortCopyRowsAndChooseColumnsOfTheirOwn)
{
    show(test::healthyPicture(m_clock));
    EXPECT_TRUE(m_pages->mapPage()->table()->isColumnHidden(tables::TopologyModel::Owner));
    for (const auto &[one, key] : {std::pair(m_pages->mapPage()->table(), QStringLiteral("topologies-on-map")),
                                   std::pair(components(), QStringLiteral("components"))}) {
        SCOPED_TRACE(qPrintable(key));
        tables::Table *table = one;
        m_window->select(oneOfEach().back()); // its topology has these components
        const auto nameAt = [&](int row) { return table->model()->index(row, 0).data().toString(); };
        table->sortByColumn(0, Qt::AscendingOrder);
        const QString first = nameAt(0);
        table->sortByColumn(0, Qt::DescendingOrder);
        ASSERT_GE(table->model()->rowCount(), 2);
        EXPECT_EQ(nameAt(table->model()->rowCount() - 1), first);
        table->selectionModel()->setCurrentIndex(table->model()->index(1, 0),
                                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QAction *copy = entry(*table, QStringLiteral("Copy"));
        QAction *columns = entry(*table, QStringLiteral("Columns"));
        ASSERT_TRUE(copy && columns && entry(*table, QStringLiteral("Sort by")));
        copy->trigger();
        EXPECT_EQ(QApplication::clipboard()->text().section(u'\n', 1, 1).section(u'\t', 0, 0), nameAt(1));
        columns->menu()->actions().at(1)->trigger();
        EXPECT_TRUE(table->isColumnHidden(1));
        EXPECT_TRUE(style::keptSettings().contains(QStringLiteral("tables/%1/columns").arg(key)));
    }
}

TEST_F(PagesTest, noColumnNeedsSidewaysScrolling)
{
    show(test::oddPicture(m_clock));
    for (const Pages::Page page : {Pages::Topologies, Pages::Nodes, Pages::Services, Pages::Ensemble}) {
        m_pages->setPage(page);
        QApplication::processEvents();
        const QAbstractItemView *view = m_pages->listPage(page)->view();
        int width = 0;
        for (const QHeaderView *one : view->findChildren<QHeaderView *>()) {
            width = one->orientation() == Qt::Horizontal ? one->length() : width;
        }
        EXPECT_GT(width, 0);
        EXPECT_LE(width, view->viewport()->width()) << "page " << page;
    }
}

TEST_F(PagesTest, anEmptyClusterSaysOnEachPageWhatBelongsThere)
{
    show(test::emptyPicture(m_clock));
    const QSignalSpy asked(m_window.get(), &ui::MainWindow::setUpRequested);
    m_pages->setPage(Pages::Services);
    QApplication::processEvents();
    for (QPushButton *button : m_pages->listPage(Pages::Services)->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == QStringLiteral("Set up a cluster…")) {
            button->click();
        }
    }
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(PagesTest, anEmptyClusterOffersNothingInARecording)
{
    m_window->showRecording(new QWidget);
    show(test::emptyPicture(m_clock));
    m_pages->setPage(Pages::Services);
    QApplication::processEvents();
    for (const QPushButton *button : m_pages->listPage(Pages::Services)->findChildren<QPushButton *>()) {
        EXPECT_FALSE(button->isVisible()) << qPrintable(button->text());
    }
}

TEST_F(PagesTest, aFindingsShowLeadsToWhatItIsAbout)
{
    show(test::downPicture(m_clock));
    Q_EMIT m_pages->findingChosen(m_shown.findings.front());
    EXPECT_EQ(selectedOn(Pages::Nodes), subjectOf(m_shown.snapshot->nodes[2]));
}

TEST_F(PagesTest, enterOnASpoutOrBoltAsksForItInDetail)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy wanted(m_window.get(), &ui::MainWindow::componentRequested);
    press(QKeySequence(Qt::CTRL | Qt::Key_I));
    EXPECT_EQ(wanted.count(), 0) << "nothing is selected";
    m_pages->setPage(Pages::Topologies);
    const Subject split = oneOfEach().back();
    m_window->select(split);
    press(QKeySequence(Qt::CTRL | Qt::Key_I));
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted.front().at(0).value<Subject>(), split);
    m_pages->focusSubject(split);
    QWidget *table = QApplication::focusWidget();
    ASSERT_TRUE(table);
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(wanted.count(), 2);
    m_window->select(subjectOf(m_shown.snapshot->nodes[0]));
    press(QKeySequence(Qt::CTRL | Qt::Key_I));
    EXPECT_EQ(wanted.count(), 2);
}

} // namespace
