// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSharedDataPointer>

#include <optional>
#include <utility>

namespace stormdeck {

/// A value that may be absent and that its copies share until one of them is changed; used like std::optional. As with
/// Qt's containers, access through a non-const one takes a copy of its own where the value is shared: read through
/// const ones. Copies may be used by several threads at the same time, one of them only by one.
template <typename T>
class Shared
{
public:
    Shared() = default;
    Shared(std::nullopt_t) {}
    Shared(T value) : m_held(new Held(std::move(value))) {}
    Shared(std::optional<T> value) : m_held(value ? new Held(std::move(*value)) : nullptr) {}

    [[nodiscard]] bool has_value() const { return m_held; }
    explicit operator bool() const { return m_held; }
    const T &operator*() const { return m_held->value; }
    T &operator*() { return m_held->value; }
    const T *operator->() const { return &m_held->value; }
    T *operator->() { return &m_held->value; }

    T &emplace() { return *(*this = T()); }
    void reset() { m_held.reset(); }

    friend bool operator==(const Shared &a, const Shared &b) { return a.m_held == b.m_held || (a && b && *a == *b); }
    friend bool operator==(const Shared &a, const T &b) { return a && *a == b; }

private:
    struct Held : QSharedData
    {
        explicit Held(T of) : value(std::move(of)) {}
        T value;
    };
    QSharedDataPointer<Held> m_held;
};

} // namespace stormdeck
