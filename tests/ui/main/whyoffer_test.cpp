// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/whyoffer.h"

#include "main/details.h"
#include "main/pictures.h"
#include "main/planeage.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

using namespace stormdeck;

namespace {

cluster::Subject askedIn(const QSignalSpy &spy)
{
    return spy.isEmpty() ? cluster::Subject() : spy.front().front().value<cluster::Subject>();
}

TEST(WhyOffer, thePlanesAgeIsAskedByAClickAndByTheKeyboard)
{
    ui::PlaneAge age(cluster::ClusterPlane::Storm);
    EXPECT_TRUE(age.focusPolicy() & Qt::TabFocus);
    const QSignalSpy asked(&age, &ui::PlaneAge::whyRequested);
    QTest::mouseClick(&age, Qt::LeftButton);
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(askedIn(asked), planeSubject(cluster::ClusterPlane::Storm));
    QTest::keyClick(&age, Qt::Key_F1);
    EXPECT_EQ(asked.count(), 2);
}

TEST(WhyOffer, aNodeOffersItsDaemonsAndItsSlots)
{
    const test::StillClock clock;
    const watch::Picture picture = test::healthyPicture(clock);
    const cluster::NodeView &node = picture.snapshot->nodes[0];
    const ui::WhyChoices parts = ui::partsOf(node);
    ASSERT_EQ(parts.size(), node.daemons.size() + node.slotViews.size());
    EXPECT_EQ(parts.front().words, QStringLiteral("Nimbus"));
    EXPECT_EQ(parts.back().words, QStringLiteral("Slot 6703, free"));
    for (const ui::WhyChoice &part : parts) {
        EXPECT_TRUE(isThere(*picture.snapshot, part.subject)) << qPrintable(part.words);
    }
}

TEST(WhyOffer, theDetailsOfANodeOfferThemToo)
{
    const test::StillClock clock;
    const watch::Picture picture = test::healthyPicture(clock);
    const cluster::NodeView &node = picture.snapshot->nodes[0];
    ui::WhyChoices offered;
    for (const ui::DetailSection &section : ui::nodeDetails(node, {picture, clock.now(), clock.wall()}).sections) {
        for (const ui::DetailRow &row : section.rows) {
            offered.insert(offered.end(), row.why.begin(), row.why.end());
        }
    }
    for (const ui::WhyChoice &part : ui::partsOf(node)) {
        EXPECT_NE(std::find(offered.begin(), offered.end(), part), offered.end()) << qPrintable(part.words);
    }
}

} // namespace
