// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stormdeck::net {

/// A file descriptor that is closed at the end; negative: none.
class Descriptor
{
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    Descriptor(Descriptor &&other) noexcept;
    Descriptor &operator=(Descriptor &&other) noexcept;
    ~Descriptor();

    [[nodiscard]] int number() const { return m_number; }
    /// For one who closes it.
    [[nodiscard]] int release();

private:
    int m_number;
};

} // namespace stormdeck::net
