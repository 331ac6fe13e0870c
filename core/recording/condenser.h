// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packedanswer.h"
#include "recording/recording.h"

#include <functional>
#include <map>

namespace stormdeck::recording {

/// Who answered.
using Source = std::pair<watch::Plane, QString>;

/// Makes answers into what is kept of them: a body that is as the source's last one to the same question is that one,
/// another one is its difference from it. Not thread-safe.
class Condenser
{
public:
    /// What is kept of a body, as one without secrets.
    using Clean = std::function<QByteArray(const QByteArray &)>;

    Condenser() = default;
    explicit Condenser(Clean clean) : m_clean(std::move(clean)) {}

    /// Nothing where it says once more that there is nothing to ask.
    [[nodiscard]] std::optional<Kept> take(PackedAnswer came);

private:
    struct Last
    {
        Packed came;
        Packed kept; ///< the text of `body`
        BodyPtr body;
    };
    struct SourceState
    {
        std::map<QByteArray, Last> bodies; ///< of its last answer that had some
        bool isIdle = false;               ///< the last answer was that there is nothing to ask
    };
    [[nodiscard]] Last next(const Last &before, const Packed &came) const;

    Clean m_clean;
    std::map<Source, SourceState> m_sources;
};

} // namespace stormdeck::recording
