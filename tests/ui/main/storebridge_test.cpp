// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/storebridge.h"

#include "main/pictures.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <thread>

using namespace stormdeck;
using namespace std::chrono_literals;

namespace {

cluster::EngineFacts engineNamed(const QString &name)
{
    cluster::EngineFacts facts;
    facts.info.name = name;
    return facts;
}

bool hasFolded(const watch::Store &store, const QString &engineName)
{
    const watch::Picture picture = store.picture();
    return picture.snapshot && picture.snapshot->engines.value(QStringLiteral("m")).info.name == engineName;
}

/// Lets the joiner's thread work until it has folded the answer in; bounded.
bool waitFor(const watch::Store &store, const QString &engineName)
{
    for (int i = 0; i < 2000 && !hasFolded(store, engineName); ++i) {
        std::this_thread::sleep_for(1ms);
    }
    return hasFolded(store, engineName);
}

TEST(StoreBridge, manyPicturesBeforeTheWindowLooksAreOneDelivery)
{
    const test::StillClock clock;
    watch::Store store(QStringLiteral("c"), {{QStringLiteral("m"), Endpoint::tcp(QStringLiteral("m"), 1), {}, true}},
                       clock);
    ui::StoreBridge bridge(store);
    const QSignalSpy spy(&bridge, &ui::StoreBridge::pictureChanged);
    watch::Picture last;
    QObject::connect(&bridge, &ui::StoreBridge::pictureChanged,
                     [&](const watch::Picture &picture, const cluster::Delta &) { last = picture; });
    for (const char16_t name : {u'a', u'b', u'c'}) {
        store.putEngine(QStringLiteral("m"), engineNamed(QString(QChar(name))));
        ASSERT_TRUE(waitFor(store, QString(QChar(name))));
    }
    QCoreApplication::sendPostedEvents();
    EXPECT_LE(spy.count(), 2); // the last listener call may still be on its way
    ASSERT_TRUE(last.snapshot);
}

TEST(StoreBridge, endsWithTheNewestPictureWhateverComesWhileItIsMade)
{
    const test::StillClock clock;
    for (int i = 0; i < 50; ++i) {
        watch::Store store(QStringLiteral("c"),
                           {{QStringLiteral("m"), Endpoint::tcp(QStringLiteral("m"), 1), {}, true}}, clock, 1h);
        std::jthread telling([&] { store.putEngine(QStringLiteral("m"), engineNamed(QStringLiteral("a"))); });
        ui::StoreBridge bridge(store);
        cluster::SnapshotPtr shown;
        QObject::connect(&bridge, &ui::StoreBridge::pictureChanged,
                         [&](const watch::Picture &picture, const cluster::Delta &) { shown = picture.snapshot; });
        telling.join();
        ASSERT_TRUE(waitFor(store, QStringLiteral("a")));
        for (int looks = 0; looks < 500 && shown != store.picture().snapshot; ++looks) {
            std::this_thread::sleep_for(1ms); // the listener is called after the fold
            QCoreApplication::sendPostedEvents();
        }
        ASSERT_EQ(shown, store.picture().snapshot) << i;
        std::this_thread::sleep_for(1ms);
        QCoreApplication::sendPostedEvents();
        ASSERT_EQ(shown, store.picture().snapshot) << i;
    }
}

TEST(StoreBridge, letsGoOfASnapshotThatNobodyReadsAnyMore)
{
    const test::StillClock clock;
    watch::Store store(QStringLiteral("c"), {{QStringLiteral("m"), Endpoint::tcp(QStringLiteral("m"), 1), {}, true}},
                       clock);
    ui::StoreBridge bridge(store);
    watch::Picture shown;
    QObject::connect(&bridge, &ui::StoreBridge::pictureChanged,
                     [&](const watch::Picture &picture, const cluster::Delta &) { shown = picture; });
    std::weak_ptr<const cluster::Snapshot> first;
    for (const char16_t name : {u'a', u'b', u'c', u'd'}) {
        store.putEngine(QStringLiteral("m"), engineNamed(QString(QChar(name))));
        ASSERT_TRUE(waitFor(store, QString(QChar(name))));
        std::this_thread::sleep_for(20ms); // the listener is called after the fold
        QCoreApplication::sendPostedEvents();
        first = name == u'a' ? std::weak_ptr(shown.snapshot) : first;
    }
    EXPECT_TRUE(first.expired());
    EXPECT_TRUE(shown.snapshot);
}

TEST(StoreBridge, mayGoBeforeTheStore)
{
    const test::StillClock clock;
    watch::Store store(QStringLiteral("c"), {{QStringLiteral("m"), Endpoint::tcp(QStringLiteral("m"), 1), {}, true}},
                       clock);
    {
        const ui::StoreBridge bridge(store);
        store.putEngine(QStringLiteral("m"), engineNamed(QStringLiteral("a")));
    }
    store.putEngine(QStringLiteral("m"), engineNamed(QStringLiteral("b")));
    EXPECT_TRUE(waitFor(store, QStringLiteral("b")));
}

} // namespace
