// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/pictures.h"
#include "tables/nodetable.h"
#include "tables/subjectselection.h"
#include "tables/table.h"
#include "tables/tablefilter.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace stormdeck;
using cluster::Subject;
using cluster::SubjectKind;

namespace {

class SubjectSelectionTest : public testing::Test
{
protected:
    SubjectSelectionTest()
    {
        m_table.setModel(&m_filter);
        m_picture = test::healthyPicture(m_clock);
        m_model.show(m_picture, {}, m_clock.now());
    }
    [[nodiscard]] Subject node(size_t at) const { return subjectOf(m_picture.snapshot->nodes[at]); }

    test::StillClock m_clock;
    watch::Picture m_picture;
    tables::NodeTable m_model;
    tables::TableFilter m_filter{&m_model};
    tables::Table m_table{QStringLiteral("Nodes")};
};

TEST_F(SubjectSelectionTest, showsASubjectAndSaysNothingOfIt)
{
    tables::SubjectSelection selection(&m_table);
    const QSignalSpy chosen(&selection, &tables::SubjectSelection::chosen);
    selection.select(node(1));
    EXPECT_EQ(selection.selected(), node(1));
    selection.select({SubjectKind::Topology, node(1).key, {}});
    EXPECT_TRUE(selection.selected().isEmpty());
    EXPECT_FALSE(m_table.currentIndex().isValid());
    EXPECT_EQ(chosen.count(), 0);
}

TEST_F(SubjectSelectionTest, tellsWhatThePersonChooses)
{
    tables::SubjectSelection selection(&m_table);
    const QSignalSpy chosen(&selection, &tables::SubjectSelection::chosen);
    m_table.selectRow(2);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen.front().front().value<Subject>(), node(2));
    m_table.clearSelection();
    EXPECT_TRUE(chosen.back().front().value<Subject>().isEmpty());
}

TEST_F(SubjectSelectionTest, staysWithItsSubjectWhenTheOrderChanges)
{
    tables::SubjectSelection selection(&m_table);
    selection.select(node(0));
    m_filter.sort(0, Qt::DescendingOrder);
    EXPECT_EQ(selection.selected(), node(0));
    EXPECT_EQ(m_table.currentIndex().row(), 2);
}

} // namespace
