// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "watch/store.h"

#include <QObject>

#include <memory>

namespace stormdeck::ui {

/// Brings a Store's pictures to the GUI thread. The joiner's thread may be faster than the window: at most one
/// delivery is under way, and it carries the newest picture with the delta from the one delivered before.
/// Lives in the GUI thread; the Store must outlive it.
class StoreBridge : public QObject
{
    Q_OBJECT

public:
    explicit StoreBridge(watch::Store &store, QObject *parent = nullptr);
    ~StoreBridge() override;

Q_SIGNALS:
    void pictureChanged(const stormdeck::watch::Picture &picture, const stormdeck::cluster::Delta &delta);

private:
    struct Shared;
    void deliver();

    watch::Store &m_store;
    std::shared_ptr<Shared> m_shared;
};

} // namespace stormdeck::ui
