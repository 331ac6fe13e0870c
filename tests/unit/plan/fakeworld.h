// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/runner.h"

#include <map>
#include <mutex>
#include <set>

namespace stormdeck::plan::test {

/// Something an action created, labelled as a real object would be.
struct Thing
{
    QString name;
    QString operation;
    QString step;
    int serial = 0;
    bool operator==(const Thing &) const = default;
};

struct WorldState
{
    std::vector<Thing> things;
    std::map<QString, QString> settings;
    int lastSerial = 0;
};

/// What there is, without serial numbers, sorted: equal pictures are equal worlds.
QStringList picture(const WorldState &state);

/// A world as dumb as an API: creating twice makes two. A hook is asked at each moment of each call and may fail it,
/// block it, lose its answer or kill the process. With a folder, what is created is also a file in it, so that it
/// outlives the process.
class World
{
public:
    /// "observe", "apply" (nothing done yet), "applied" (done, not answered), "verify", "verified", "revert",
    /// "reverted", "let go".
    using Hook =
        std::function<std::optional<Error>(const QString &moment, const QString &step, const std::stop_token &)>;

    explicit World(WorldState start = {}, QString folder = {});
    static WorldState load(const QString &folder);

    WorldState state() const;
    QStringList picture() const { return test::picture(state()); }
    QStringList calls() const; ///< "apply zk1", in order
    int count(const QString &call) const { return static_cast<int>(calls().count(call)); }
    void remove(const QString &name);
    void add(const QString &name, const QString &operation, const QString &step);
    void set(const QString &name, const QString &value);
    ActorFactory actors();
    int actorsMade() const { return m_actorsMade; }

    Hook hook;
    QStringList hidden; ///< things that cannot be looked at: there is no place for them

private:
    friend class FakeActor;
    std::optional<Error> moment(const QString &moment, const QString &step, const std::stop_token &stop);
    void put(const Thing &thing);
    void drop(const Thing &thing);

    mutable std::mutex m_mutex;
    WorldState m_state;
    QString m_folder;
    QStringList m_calls;
    std::atomic<int> m_actorsMade = 0;
};

Error lost();
Error broken(const QString &code = QStringLiteral("test.broken"));
Error cancelled();

Step create(const QString &name, bool reversible = true);
Step setTo(const QString &name, const QString &value);
Plan planOf(std::vector<std::vector<Step>> stages, const QString &operation = QStringLiteral("20260101-000000-test"));

/// Remembers what it was told.
class Listener : public RunListener
{
public:
    void stepStarted(const StepId &step) override;
    void stepNote(const StepId &step, const QString &line) override;
    void stepPart(const StepId &step, const Part &part) override;
    void stepFinished(const StepReport &report) override;

    QStringList heard; ///< "started zk1", "finished zk1"
    bool overlapped = false;

private:
    void hear(const QString &line);
    std::mutex m_mutex;
    std::atomic<int> m_inside = 0;
};

/// A private folder, in memory where the system has one: fsync costs nothing there.
QString scratchPattern();

} // namespace stormdeck::plan::test
