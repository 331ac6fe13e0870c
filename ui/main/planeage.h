// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/freshness.h"
#include "cluster/subject.h"

#include <QWidget>

namespace stormdeck::ui {

class WhyOffer;

/// How old one plane's facts are: "Swarm 1 s ago", greyed "as of 14:02:11" once they are not current, and below it
/// "next try in 4 s" while it fails. A click or a key asks why. Keeps its widest width, so that the bar does not twitch
/// every second.
class PlaneAge : public QWidget
{
    Q_OBJECT

public:
    explicit PlaneAge(cluster::ClusterPlane plane, QWidget *parent = nullptr);

    void setAge(const cluster::SourceAge &age, Instant now);
    /// Narrow: the plane above its age, and the next try in the tooltip only.
    void setNarrow(bool narrow);
    [[nodiscard]] QString words() const { return m_words; }
    /// Empty while the plane answers.
    [[nodiscard]] QString nextTry() const { return m_next; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void whyRequested(const stormdeck::cluster::Subject &subject);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void setWords(const QString &words, cluster::AgeState state, const QString &next);
    [[nodiscard]] int ageWidth() const;

    WhyOffer *m_why;
    QString m_plane;
    QString m_words;
    QString m_next;
    cluster::AgeState m_state = cluster::AgeState::Waiting;
    bool m_narrow = false;
};

} // namespace stormdeck::ui
