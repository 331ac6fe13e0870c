// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/storebridge.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

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
    std::vector<cluster::SnapshotPtr> retired; ///< delivered before; the window may still be reading the last one

    /// Those that nobody reads any more. Call under the lock, let go of them outside: a large one takes longer to free
    /// than the window may be kept waiting, so the joiner's thread does it.
    [[nodiscard]] std::vector<cluster::SnapshotPtr> takeUnread()
    {
        const auto unread =
            std::stable_partition(retired.begin(), retired.end(), [](const auto &one) { return one.use_count() > 1; });
        std::vector<cluster::SnapshotPtr> taken(std::make_move_iterator(unread),
                                                std::make_move_iterator(retired.end()));
        retired.erase(unread, retired.end());
        return taken;
    }
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
    const auto accept = [shared = m_shared](const watch::Picture &picture) {
        std::vector<cluster::SnapshotPtr> unread; // freed after the lock
        cluster::SnapshotPtr from;
        cluster::Delta delta;
        std::unique_lock guard(shared->lock);
        do {
            from = shared->delivered;
            unread = shared->takeUnread();
            // Compared here, on the joiner's thread and without the lock, so that the window only applies the result.
            guard.unlock();
            delta = since(from, picture.snapshot);
            unread.clear();
            guard.lock();
        } while (from != shared->delivered);
        if (!shared->bridge) {
            return;
        }
        shared->delta = std::move(delta);
        shared->newest = picture;
        if (!shared->queued) {
            shared->queued = true;
            QMetaObject::invokeMethod(shared->bridge, &StoreBridge::deliver, Qt::QueuedConnection);
        }
    };
    accept(store.picture()); // first: only the joiner's thread tells more, which never goes back to an older one
    store.setListener(accept);
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
        if (m_shared->delivered != picture.snapshot) {
            m_shared->retired.push_back(std::exchange(m_shared->delivered, picture.snapshot));
        }
    }
    Q_EMIT pictureChanged(picture, delta);
}

} // namespace stormdeck::ui
