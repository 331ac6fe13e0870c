// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace stormdeck::docker {

/// The texts of one answer. Lists repeat ids, images, labels and states by the thousand: each that came lately is made
/// once and shared. Keeps 4,096 at most, a text that falls on the place of another takes it.
class Texts
{
public:
    [[nodiscard]] QString of(std::string_view utf8);

private:
    struct Known
    {
        std::string utf8;
        QString text;
    };
    std::vector<Known> m_known;
};

} // namespace stormdeck::docker
