// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace stormdeck::bench {

struct Size
{
    int nodes = 1000;
    int tasks = 10'000;
    int topologies = 200;
};

/// Bodies as engine and Storm UI give them: those of tests/fixtures, multiplied to a cluster that people could run.
struct Answers
{
    QByteArray nodes;
    QByteArray services;
    QByteArray tasks;
    QByteArray cluster;
    QByteArray nimbuses;
    QByteArray supervisors;
    QByteArray topologies;
    std::vector<QByteArray> pages; ///< of the topologies, in their order

    [[nodiscard]] std::vector<const QByteArray *> all() const;
};

[[nodiscard]] Answers generate(const Size &size);
/// As in generate(): of the topology of that number.
[[nodiscard]] QByteArray topologyId(int number);

} // namespace stormdeck::bench
