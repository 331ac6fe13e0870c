// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"

#include <QWidget>

namespace stormdeck::ui {

/// How old one plane's facts are: "Swarm 1 s ago", greyed "as of 14:02:11" once they are not current. Keeps its
/// widest width, so that the bar does not twitch every second.
class PlaneAge : public QWidget
{
    Q_OBJECT

public:
    explicit PlaneAge(const QString &plane, QWidget *parent = nullptr);

    void setAge(const cluster::SourceAge &age, Instant now);
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setWords(const QString &words, cluster::AgeState state);

    QString m_plane;
    QString m_words;
    cluster::AgeState m_state = cluster::AgeState::Waiting;
};

} // namespace stormdeck::ui
