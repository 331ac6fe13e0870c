// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"

#include <QTemporaryDir>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "support/qtlogguard.h"
#include "wizards/operationsession.h"

namespace stormdeck::test {

/// A cluster in which steps are only names: what was applied is there. Faults and holds by step id. Everything may be
/// called from any thread.
class FakeWorld
{
public:
    /// The step is there already.
    void put(const QString &step);
    [[nodiscard]] bool has(const QString &step) const;
    /// Its apply waits until release() or a stop.
    void hold(const QString &step);
    void release(const QString &step);
    /// Its apply fails.
    void breakStep(const QString &step);
    void mend(const QString &step);
    /// Something else is in its place.
    void block(const QString &step);
    /// Cannot be observed.
    void hide(const QString &step);
    /// Whether its claim was let go of; where that fails it never is.
    [[nodiscard]] bool isFree(const QString &step) const;
    /// Its claim cannot be let go of.
    void clutch(const QString &step);
    /// Its revert fails.
    void breakRevert(const QString &step);
    /// What is observed of it once it is there, in place of the step's id.
    void see(const QString &step, const QString &sentence);
    /// Said while it is applied.
    void say(const QString &step, const QStringList &lines, const std::vector<plan::Part> &parts);
    [[nodiscard]] int applied(const QString &step) const;
    [[nodiscard]] bool isApplying(const QString &step) const;

    [[nodiscard]] plan::ActorFactory actors();

private:
    friend class FakeActor;
    /// Under the lock.
    [[nodiscard]] QString seen(const QString &step, const QString &otherwise) const;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_changed;
    std::set<QString> m_there;
    std::set<QString> m_held;
    std::set<QString> m_broken;
    std::set<QString> m_blocked;
    std::set<QString> m_hidden;
    std::set<QString> m_unrevertable;
    std::set<QString> m_clutched;
    std::set<QString> m_free;
    std::set<QString> m_applying;
    std::map<QString, int> m_applied;
    std::map<QString, QString> m_seen;
    std::map<QString, QStringList> m_lines;
    std::map<QString, std::vector<plan::Part>> m_parts;
};

/// Three stages: "one" | "two-a" and "two-b" | "three".
[[nodiscard]] plan::Plan smallPlan(const QString &kind = QStringLiteral("apply"));

/// A world, a pool, a folder for journals, and Qt's warnings as failures.
struct Bench
{
    QtLogGuard guard;
    QTemporaryDir folder;
    SystemClock clock;
    FakeWorld world;
    wizards::Background background;

    [[nodiscard]] wizards::PlanServices services();
    /// The only journal in the folder.
    [[nodiscard]] QString journal() const;
};

/// Handles events until it is so; false after five seconds.
[[nodiscard]] bool becomes(const std::function<bool()> &condition);

} // namespace stormdeck::test
