// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/access.h"
#include "plan/actor.h"

namespace stormdeck::actions {

/// The plan::Actor of this product: does actions with the clients of one Access. Belongs to one thread.
/// A read-only one refuses apply, revert and letGo (Denied, code "profile.read-only").
class Performer final : public plan::Actor
{
public:
    /// `ways`: as for Access. A read-only one may use relays, since they change nothing.
    Performer(std::vector<Machine> machines, bool readOnly, std::shared_ptr<access::Ways> ways = {});

    [[nodiscard]] QStringList commands(const plan::Action &action) const override;
    [[nodiscard]] bool isReversible(const plan::Action &action) const override;
    [[nodiscard]] Result<plan::Observation> observe(const plan::Action &action, const plan::Attempt &attempt,
                                                    const std::stop_token &stop) override;
    [[nodiscard]] Result<QByteArray> apply(const plan::Action &action, const plan::Attempt &attempt,
                                           plan::StepProgress &progress, const std::stop_token &stop) override;
    [[nodiscard]] Result<QString> verify(const plan::Action &action, const plan::Attempt &attempt,
                                         const QByteArray &made, plan::StepProgress &progress,
                                         const std::stop_token &stop) override;
    [[nodiscard]] Result<void> revert(const plan::Action &action, const plan::Attempt &attempt,
                                      const QByteArray &factsBefore, plan::StepProgress &progress,
                                      const std::stop_token &stop) override;
    [[nodiscard]] Result<void> letGo(const plan::Action &action, const plan::Attempt &attempt,
                                     const std::stop_token &stop) override;

private:
    access::Access m_access;
    bool m_readOnly;
};

/// A factory for plan::Runner: a Performer with its own clients for each thread. They share the ways; null: some that
/// live as long as the factory and its performers.
[[nodiscard]] plan::ActorFactory performers(std::vector<Machine> machines, bool readOnly,
                                            std::shared_ptr<access::Ways> ways = {});

} // namespace stormdeck::actions
