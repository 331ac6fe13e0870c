// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stormdeck::test {

/// While it lives, every warning of Qt (or worse) fails the running test with its text: a wrong connection, a layout
/// set twice, a painter without a device are defects here. One at a time; made on the main thread.
class QtLogGuard
{
public:
    QtLogGuard();
    ~QtLogGuard();
    QtLogGuard(const QtLogGuard &) = delete;
    QtLogGuard &operator=(const QtLogGuard &) = delete;

private:
    QtMessageHandler m_before;
};

} // namespace stormdeck::test
