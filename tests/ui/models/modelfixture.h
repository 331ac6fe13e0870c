// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/delta.h"
#include "main/pictures.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace stormdeck::test {

/// A model over pictures that is shown one after the other with the delta between them, under Qt's model tester.
template <typename Model>
class ModelTest : public testing::Test
{
protected:
    void show(const watch::Picture &picture)
    {
        const cluster::Delta delta =
            m_shown.snapshot ? deltaBetween(*m_shown.snapshot, *picture.snapshot) : cluster::Delta();
        m_model.show(picture, delta, m_clock.now());
        m_shown = picture;
    }

    StillClock m_clock;
    Model m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::Warning};
    watch::Picture m_shown;
};

} // namespace stormdeck::test
