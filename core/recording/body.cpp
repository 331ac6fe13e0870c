// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/body.h"

namespace stormdeck::recording {

BodyPtr Body::whole(Packed text)
{
    auto made = std::shared_ptr<Body>(new Body);
    made->m_size = text.size();
    made->m_wholeWeight = text.weight();
    made->m_whole = std::move(text);
    return made;
}

BodyPtr Body::after(const BodyPtr &before, Difference difference)
{
    const BodyPtr made = linked(before, difference);
    return made ? made : whole(applied(before->text(), difference));
}

BodyPtr Body::after(const BodyPtr &before, Difference difference, const Packed &text)
{
    const BodyPtr made = linked(before, difference);
    return made ? made : whole(text);
}

BodyPtr Body::linked(const BodyPtr &before, Difference &difference)
{
    const qint64 size = sizeOf(difference);
    const qint64 chainWeight = before->m_chainWeight + weightOf(difference);
    if (before->m_chain == longestChain || chainWeight > before->m_wholeWeight) {
        return nullptr;
    }
    auto made = std::shared_ptr<Body>(new Body);
    made->m_before = before;
    made->m_difference = std::move(difference);
    made->m_size = size;
    made->m_wholeWeight = before->m_wholeWeight;
    made->m_chainWeight = chainWeight;
    made->m_chain = before->m_chain + 1;
    return made;
}

QByteArray Body::text() const
{
    std::vector<const Body *> chain{this};
    while (chain.back()->m_before) {
        chain.push_back(chain.back()->m_before.get());
    }
    QByteArray text = chain.back()->m_whole.text();
    for (auto one = chain.rbegin() + 1; one != chain.rend(); ++one) {
        text = applied(text, (*one)->m_difference);
    }
    return text;
}

qint64 weightAfter(const BodyPtr &before, const BodyPtr &now)
{
    return KeptBody::leastWeight + (now == before ? 0 : KeptBody::ownWeight + now->weight());
}

BodyPtr keptNamed(const KeptBodies &bodies, const QByteArray &name)
{
    const auto named = [&](const KeptBody &one) { return one.name == name; };
    const auto found = std::find_if(bodies.begin(), bodies.end(), named);
    return found == bodies.end() ? nullptr : found->body;
}

RawAnswers Unfolding::of(const KeptBodies &bodies)
{
    RawAnswers texts;
    for (const KeptBody &one : bodies) {
        texts.push_back({one.name, textOf(one)});
    }
    m_last = bodies;
    m_texts = texts;
    return texts;
}

QByteArray Unfolding::textOf(const KeptBody &one) const
{
    const BodyPtr last = keptNamed(m_last, one.name);
    if (last == one.body) {
        return bodyNamed(m_texts, one.name);
    }
    return last && one.body->before() == last ? applied(bodyNamed(m_texts, one.name), one.body->difference())
                                              : one.body->text();
}

} // namespace stormdeck::recording
