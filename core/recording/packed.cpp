// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/packed.h"

#include <algorithm>
#include <cstring>

#include <zstd.h>

namespace stormdeck::recording {

namespace {
constexpr int fast = 1; // of zstd's levels

size_t unsignedSize(qsizetype size)
{
    return static_cast<size_t>(size);
}
} // namespace

Packed::Packed(const QByteArray &text) : m_size(text.size())
{
    if (m_size == 0) {
        return;
    }
    if (m_size < leastPacked) {
        m_blocks.push_back({text, m_size, false});
        m_blocks.back().bytes.squeeze(); // it may have grown while it came
        m_weight = m_size;
        return;
    }
    for (qsizetype at = 0; at < m_size; at += blockSize) {
        m_blocks.push_back(blockOf(QByteArrayView(text).sliced(at, std::min(blockSize, m_size - at))));
        m_weight += m_blocks.back().bytes.size();
    }
}

/// As it is where it cannot be packed, as for want of memory.
Packed::Block Packed::blockOf(QByteArrayView text)
{
    QByteArray bytes(static_cast<qsizetype>(ZSTD_compressBound(unsignedSize(text.size()))), Qt::Uninitialized);
    const size_t made = ZSTD_compress(bytes.data(), unsignedSize(bytes.size()), text.data(), unsignedSize(text.size()), fast);
    if (ZSTD_isError(made) != 0) {
        return {text.toByteArray(), text.size(), false};
    }
    bytes.resize(static_cast<qsizetype>(made));
    bytes.squeeze();
    return {bytes, text.size(), true};
}

void Packed::unpack(const Block &block, char *to)
{
    if (block.isPacked) {
        ZSTD_decompress(to, unsignedSize(block.size), block.bytes.constData(), unsignedSize(block.bytes.size()));
    } else {
        std::memcpy(to, block.bytes.constData(), unsignedSize(block.size));
    }
}

QByteArray Packed::text(size_t first, size_t end) const
{
    if (end == first + 1 && !m_blocks[first].isPacked) {
        return m_blocks[first].bytes;
    }
    const qsizetype from = offsetOf(first);
    QByteArray text(offsetOf(end) - from, Qt::Uninitialized);
    for (size_t i = first; i < end; ++i) {
        unpack(m_blocks[i], text.data() + offsetOf(i) - from);
    }
    return text;
}

qsizetype Packed::offsetOf(size_t block) const
{
    return std::min(m_size, static_cast<qsizetype>(block) * blockSize);
}

/// Equal texts are packed alike, but where there was no memory for it.
bool Packed::operator==(const Packed &other) const
{
    if (m_size != other.m_size) {
        return false;
    }
    for (size_t i = 0; i < blockCount(); ++i) {
        const bool isPackedAlike = m_blocks[i].isPacked == other.m_blocks[i].isPacked;
        if (isPackedAlike ? m_blocks[i] != other.m_blocks[i] : text(i, i + 1) != other.text(i, i + 1)) {
            return false;
        }
    }
    return true;
}

} // namespace stormdeck::recording
