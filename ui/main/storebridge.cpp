// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/storebridge.h"

#include <mutex>

namespace stormdeck::ui {

/// What the two threads share, under one lock. The listener may still run while the bridge goes away, so it holds
/// this and not the bridge.
struct StoreBridge::Shared
{
    std::mutex lock;
    StoreBridge *bridge = nullptr;
    bool queued = false;
    watch::Picture newest;
    cluster::Delta delta;
    cluster::SnapshotPtr delivered;
};

namespace {

cluster::Delta since(const cluster::SnapshotPtr &before, const cluster::SnapshotPtr &after)
{
    if (before == after || !after) {
        return {};
    }
    return before ? deltaBetween(*before, *after) : deltaBetween(cluster::Snapshot(), *after);
}

} // namespace

StoreBridge::StoreBridge(watch::Store &store, QObject *parent)
    : QObject(parent), m_store(store), m_shared(std::make_shared<Shared>())
{
    m_shared->bridge = this;
    const auto accept = [shared = m_shared](const watch::Picture &picture, const cluster::Delta &) {
        const std::lock_guard guard(shared->lock);
        if (!shared->bridge) {
            return;
        }
        // Compared here, on the joiner's thread, so that the window only applies the result.
        shared->delta = since(shared->delivered, picture.snapshot);
        shared->newest = picture;
        if (!shared->queued) {
            shared->queued = true;
            QMetaObject::invokeMethod(shared->bridge, &StoreBridge::deliver, Qt::QueuedConnection);
        }
    };
    store.setListener(accept);
    accept(store.picture(), {});
}

StoreBridge::~StoreBridge()
{
    m_store.setListener({});
    const std::lock_guard guard(m_shared->lock);
    m_shared->bridge = nullptr;
}

void StoreBridge::deliver()
{
    watch::Picture picture;
    cluster::Delta delta;
    {
        const std::lock_guard guard(m_shared->lock);
        m_shared->queued = false;
        picture = m_shared->newest;
        delta = std::exchange(m_shared->delta, {});
        m_shared->delivered = picture.snapshot;
    }
    Q_EMIT pictureChanged(picture, delta);
}

} // namespace stormdeck::ui
