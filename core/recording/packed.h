// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace stormdeck::recording {

/// A text that is kept longer than it is looked at: packed by zstd where it is large, in blocks, so that it can be
/// compared without being there as a whole. Never changes.
class Packed
{
public:
    static constexpr qsizetype leastPacked = 64 * 1024; ///< bytes
    static constexpr qsizetype blockSize = 1024 * 1024; ///< bytes of the text; the last block has what is left

    Packed() = default;
    explicit Packed(const QByteArray &text);

    /// Made anew by each call where it is packed: 25 MB take about 5 ms, and packing them three times that.
    [[nodiscard]] QByteArray text() const { return text(0, blockCount()); }
    /// Of the blocks from `first` on, up to `end`.
    [[nodiscard]] QByteArray text(size_t first, size_t end) const;
    [[nodiscard]] size_t blockCount() const { return m_blocks.size(); }
    [[nodiscard]] qsizetype offsetOf(size_t block) const;
    /// Whether both are the same text, which need not be made for that.
    [[nodiscard]] bool operator==(const Packed &other) const;

    [[nodiscard]] qsizetype size() const { return m_size; } ///< of the text
    /// Bytes that it takes.
    [[nodiscard]] qsizetype weight() const { return m_weight; }

private:
    struct Block
    {
        QByteArray bytes;
        qsizetype size = 0; ///< of its text
        bool isPacked = false;
        bool operator==(const Block &) const = default;
    };
    [[nodiscard]] static Block blockOf(QByteArrayView text);
    static void unpack(const Block &block, char *to);

    std::vector<Block> m_blocks;
    qsizetype m_size = 0;
    qsizetype m_weight = 0;
};

} // namespace stormdeck::recording
