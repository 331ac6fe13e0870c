// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelfixture.h"
#include "tables/servicetree.h"
#include "tables/tablefilter.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace stormdeck;
using namespace std::chrono_literals;
using tables::ServiceTree;

namespace {

class ServiceTreeTest : public test::ModelTest<ServiceTree>
{
protected:
    [[nodiscard]] QModelIndex service(const char *name) const
    {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            if (m_model.index(row, 0).data().toString() == QLatin1String(name)) {
                return m_model.index(row, 0);
            }
        }
        return {};
    }
    [[nodiscard]] static tables::Cell cell(const QModelIndex &row, int column)
    {
        return row.siblingAtColumn(column).data(tables::CellRole).value<tables::Cell>();
    }
};

cluster::TaskView &supervisorTask(cluster::Snapshot &snapshot, size_t at)
{
    for (cluster::ServiceView &service : snapshot.services) {
        if (service.name == u"production-supervisor") {
            return service.tasks[at];
        }
    }
    throw std::logic_error("no supervisor");
}

TEST_F(ServiceTreeTest, hasServicesAndBelowEachItsSwarmTasks)
{
    show(test::healthyPicture(m_clock));
    EXPECT_EQ(m_model.rowCount(), 6);
    EXPECT_EQ(m_model.taskCount(), 8);
    const QModelIndex supervisor = service("production-supervisor");
    ASSERT_TRUE(supervisor.isValid());
    EXPECT_EQ(m_model.rowCount(supervisor), 3);
    EXPECT_EQ(m_model.index(1, 0, supervisor).data().toString(), QStringLiteral("production-supervisor.storm-2"));
    EXPECT_EQ(cell(supervisor, ServiceTree::Running).text, QStringLiteral("3 of 3"));
    EXPECT_EQ(cell(supervisor, ServiceTree::State).tone, style::Tone::Ok);
}

TEST_F(ServiceTreeTest, onlyServicesHaveRowsBelowThem)
{
    show(test::healthyPicture(m_clock));
    const QModelIndex supervisor = service("production-supervisor");
    EXPECT_FALSE(supervisor.flags() & Qt::ItemNeverHasChildren);
    EXPECT_TRUE(m_model.index(1, 0, supervisor).flags() & Qt::ItemNeverHasChildren);
}

TEST_F(ServiceTreeTest, oneChangedSwarmTaskChangesOneRowOfItsService)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
    show(test::changed(m_shown, [](cluster::Snapshot &s) {
        supervisorTask(s, 1).state = {docker::TaskState::Failed, QStringLiteral("failed")};
    }));
    ASSERT_EQ(changed.count(), 1);
    const QModelIndex row = changed.front().at(0).toModelIndex();
    EXPECT_EQ(row.parent(), service("production-supervisor"));
    EXPECT_EQ(row.row(), 1);
    EXPECT_EQ(cell(row, ServiceTree::State).text, QStringLiteral("Failed"));
    EXPECT_EQ(cell(row, ServiceTree::State).tone, style::Tone::Bad);
}

TEST_F(ServiceTreeTest, bearsTwoServicesWithOneId)
{
    show(test::healthyPicture(m_clock));
    const auto names = [this] {
        QStringList all;
        for (int row = 0; row < m_model.rowCount(); ++row) {
            all << m_model.index(row, 0).data().toString();
        }
        return all;
    };
    const QStringList before = names();
    const watch::Picture healthy = m_shown;
    for (const auto &[from, to] : {std::pair(0, 3), std::pair(3, 0), std::pair(5, 1)}) {
        show(test::changed(m_shown, [from = from, to = to](cluster::Snapshot &s) {
            s.services[static_cast<size_t>(to)].id = s.services[static_cast<size_t>(from)].id;
            std::reverse(s.services.begin(), s.services.end());
        }));
        EXPECT_EQ(m_model.rowCount(), 6);
    }
    show(test::changed(m_shown, [&](cluster::Snapshot &s) { s.services = healthy.snapshot->services; }));
    EXPECT_EQ(names(), before);
}

TEST_F(ServiceTreeTest, aSwarmTaskThatFollowsAnotherInItsPlaceKeepsTheRow)
{
    show(test::healthyPicture(m_clock));
    const QSignalSpy removed(&m_model, &QAbstractItemModel::rowsRemoved);
    const QPersistentModelIndex row = m_model.index(1, 0, service("production-supervisor"));
    show(test::changed(m_shown, [](cluster::Snapshot &s) { supervisorTask(s, 1).id = {QStringLiteral("next")}; }));
    EXPECT_EQ(removed.count(), 0);
    EXPECT_EQ(row.data(tables::SubjectRole).value<cluster::Subject>().key, QStringLiteral("next"));
}

TEST_F(ServiceTreeTest, servicesAndSwarmTasksComeAndGoAsRows)
{
    show(test::healthyPicture(m_clock));
    const watch::Picture all = m_shown;
    const QSignalSpy reset(&m_model, &QAbstractItemModel::modelReset);
    show(test::changed(m_shown, [](cluster::Snapshot &s) {
        s.services.erase(s.services.begin());
        s.services[0].tasks.clear();
    }));
    EXPECT_EQ(m_model.rowCount(), 5);
    show(test::changed(m_shown, [](cluster::Snapshot &s) { s.services.clear(); }));
    EXPECT_EQ(m_model.rowCount(), 0);
    EXPECT_EQ(m_model.taskCount(), 0);
    show(all);
    EXPECT_EQ(m_model.taskCount(), 8);
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(ServiceTreeTest, staysSoundUnderItsFilterWhateverComesAndGoes)
{
    tables::TableFilter filter(&m_model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Warning);
    filter.sort(0, Qt::DescendingOrder);
    filter.setText(QStringLiteral("storm"));
    const watch::Picture all = test::healthyPicture(m_clock);
    QRandomGenerator dice(7);
    for (int round = 0; round < 200; ++round) {
        show(test::changed(all, [&](cluster::Snapshot &s) {
            std::erase_if(s.services, [&](const auto &) { return dice.bounded(3) == 0; });
            for (cluster::ServiceView &service : s.services) {
                std::erase_if(service.tasks, [&](const auto &) { return dice.bounded(3) == 0; });
                for (cluster::TaskView &task : service.tasks) {
                    task.error = dice.bounded(2) ? QStringLiteral("exit %1").arg(dice.bounded(9)) : QString();
                }
            }
        }));
        ASSERT_EQ(m_model.rowCount(), static_cast<int>(m_shown.snapshot->services.size()));
    }
}

TEST_F(ServiceTreeTest, whyAPlaceIsEmptyIsToldInWords)
{
    show(test::troubledPicture(m_clock));
    const QModelIndex nimbus = service("production-nimbus");
    EXPECT_EQ(cell(nimbus, ServiceTree::State).text, QStringLiteral("1 missing"));
    EXPECT_EQ(cell(nimbus, ServiceTree::State).tone, style::Tone::Bad);
    const QModelIndex waiting = m_model.index(0, 0, nimbus);
    EXPECT_TRUE(cell(waiting, ServiceTree::Error).text.contains(QStringLiteral("2 nodes have too little CPU")));
    EXPECT_EQ(cell(waiting, ServiceTree::Since).text, QStringLiteral("1 min"));
}

TEST_F(ServiceTreeTest, aDigestIsCutToWhatTellsImagesApart)
{
    show(test::troubledPicture(m_clock));
    const tables::Cell image = cell(m_model.index(0, 0, service("production-ui")), ServiceTree::Image);
    EXPECT_EQ(image.text, QStringLiteral("storm:2.8.3@3f1c2d9a"));
    EXPECT_TRUE(image.tip.endsWith(QStringLiteral("8899aa")));
}

TEST_F(ServiceTreeTest, aSwarmTaskOfANodeThatIsDownIsNotShownAsRunning)
{
    show(test::downPicture(m_clock));
    const QModelIndex supervisor = service("production-supervisor");
    EXPECT_EQ(cell(supervisor, ServiceTree::Running).text, QStringLiteral("2 of 2"));
    const tables::Cell state = cell(m_model.index(2, 0, supervisor), ServiceTree::State);
    EXPECT_EQ(state.text, QStringLiteral("Last known running, node down"));
    EXPECT_EQ(state.tone, style::Tone::Unknown);
    EXPECT_EQ(state.raw.toString(), QStringLiteral("unknown"));
    EXPECT_EQ(cell(service("production-zk3"), ServiceTree::State).text, QStringLiteral("1 missing"));
    show(test::changed(m_shown, [](cluster::Snapshot &s) { supervisorTask(s, 2).lost = cluster::Lost::NodeGone; }));
    EXPECT_EQ(cell(m_model.index(2, 0, supervisor), ServiceTree::State).text, QStringLiteral("Orphaned (node gone)"));
    EXPECT_EQ(cell(m_model.index(1, 0, supervisor), ServiceTree::State).tone, style::Tone::Ok);
}

TEST_F(ServiceTreeTest, aGlobalServiceWithoutANodeIsNotScaledToNone)
{
    show(test::changed(test::healthyPicture(m_clock), [](cluster::Snapshot &s) {
        for (cluster::ServiceView &one : s.services) {
            one.wanted = 0;
            one.running = 0;
        }
    }));
    EXPECT_EQ(cell(service("production-supervisor"), ServiceTree::State).text, QStringLiteral("No node may run it"));
    EXPECT_EQ(cell(service("production-ui"), ServiceTree::State).text, QStringLiteral("Scaled to none"));
}

TEST_F(ServiceTreeTest, oldFactsAreNotShownAsRunning)
{
    show(test::healthyPicture(m_clock));
    m_clock.advance(60s);
    m_model.tick(m_clock.now());
    const QModelIndex supervisor = service("production-supervisor");
    EXPECT_EQ(cell(supervisor, ServiceTree::State).tone, style::Tone::Unknown);
    EXPECT_EQ(cell(m_model.index(0, 0, supervisor), ServiceTree::State).tone, style::Tone::Unknown);
    EXPECT_TRUE(supervisor.data(tables::OldRole).toBool());
}

} // namespace
