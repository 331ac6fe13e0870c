// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/difference.h"
#include "recording/packed.h"
#include "util/rawanswer.h"

#include <memory>

namespace stormdeck::recording {

class Body;
using BodyPtr = std::shared_ptr<const Body>;

/// A body as it is kept: whole, packed where it is large, or as its difference from the one before, which it keeps
/// with it. Never changes. What has to be kept to have the text of one is at most twice what the whole one takes that
/// it began with, and at most `longestChain` differences.
class Body
{
public:
    static constexpr int longestChain = 32;

    [[nodiscard]] static BodyPtr whole(Packed text);
    [[nodiscard]] static BodyPtr whole(QByteArray text) { return whole(Packed(std::move(text))); }
    /// `difference` must fit `before`. Whole where the chain would be too long or take more than its whole one.
    [[nodiscard]] static BodyPtr after(const BodyPtr &before, Difference difference);
    /// For one who has the text that comes of it, which need not be put together then.
    [[nodiscard]] static BodyPtr after(const BodyPtr &before, Difference difference, const Packed &text);

    /// Put together anew by each call; shares its memory where it is kept whole and not packed.
    [[nodiscard]] QByteArray text() const;
    /// nullptr where it is kept whole.
    [[nodiscard]] const BodyPtr &before() const { return m_before; }
    [[nodiscard]] const Difference &difference() const { return m_difference; }
    [[nodiscard]] qint64 size() const { return m_size; } ///< of the text
    /// Bytes that it takes beside what it is the difference from.
    [[nodiscard]] qint64 weight() const { return m_before ? m_chainWeight - m_before->m_chainWeight : m_wholeWeight; }

private:
    Body() = default;
    /// nullptr where it has to be kept whole; `difference` is as it was then.
    [[nodiscard]] static BodyPtr linked(const BodyPtr &before, Difference &difference);

    BodyPtr m_before;
    Packed m_whole;
    Difference m_difference;
    qint64 m_size = 0;
    qint64 m_wholeWeight = 0; ///< of the whole one at the chain's begin
    qint64 m_chainWeight = 0; ///< of all differences since that
    int m_chain = 0;
};

/// A body under its name.
struct KeptBody
{
    static constexpr qint64 leastWeight = 64; ///< of one that is as it was
    static constexpr qint64 ownWeight = 256;  ///< of another one, beside that of its body

    QByteArray name;
    BodyPtr body;
};
using KeptBodies = std::vector<KeptBody>;

/// Bytes that a body takes that follows another one of its source, about; nullptr: it is the first.
[[nodiscard]] qint64 weightAfter(const BodyPtr &before, const BodyPtr &now);

/// The one of that name; nullptr where there is none.
[[nodiscard]] BodyPtr keptNamed(const KeptBodies &bodies, const QByteArray &name);

/// Makes bodies of one source whole, one answer after the other. Remembers the last ones, so that going on in order
/// costs a difference each, and equal ones share their memory.
class Unfolding
{
public:
    [[nodiscard]] RawAnswers of(const KeptBodies &bodies);

private:
    [[nodiscard]] QByteArray textOf(const KeptBody &one) const;
    KeptBodies m_last;
    RawAnswers m_texts; ///< of those, in their order
};

} // namespace stormdeck::recording
