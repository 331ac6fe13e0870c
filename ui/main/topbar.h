// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/health.h"
#include "settings/profile.h"
#include "style/widgets.h"

class QMenu;
class QPushButton;
class QToolButton;

namespace stormdeck::ui {

class PlaneAge;

/// Which cluster, how it is, how old that is, and the two things most often done; while a source fails, also a button
/// that tries again. Where it gets narrow it gives up words before facts. Draws no conclusions of its own.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    /// What the buttons do; they outlive the bar.
    struct Actions
    {
        QAction *find;
        QAction *setUp;
        QAction *submit;
        QAction *refresh;
        QMenu *menu; ///< everything else
    };
    explicit TopBar(const Actions &actions, QWidget *parent = nullptr);

    void setProfiles(const QStringList &names, const QString &current);
    void setConnection(const settings::Profile &profile);
    /// `findings`: number of those that count.
    void setHealth(cluster::Health health, int findings);
    void setAges(const cluster::Freshness &freshness, Instant now);
    /// Nothing is connected: no health, no ages.
    void setIdle(bool idle);
    /// Whether submitting is the one thing this view is about.
    void setSubmitPrimary(bool primary);
    /// Whether a recording is being made.
    void setRecording(bool on);
    /// Whether the bar offers to try again while a source fails: not of a recording, nor beside a page that offers it.
    void setRetryOffered(bool offered);
    [[nodiscard]] QSize minimumSizeHint() const override { return {m_least, height()}; }

Q_SIGNALS:
    void profileChosen(const QString &name);
    void connectRequested();
    /// Of a plane's age.
    void whyRequested(const stormdeck::cluster::Subject &subject);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What is given up for want of room, one after the other.
    enum class Room { Enough, NoButtonLabels, ShortStates, NarrowAges, Least };
    void addParts(const Actions &actions);
    void rebuildSwitch();
    void showSwitch();
    void showSubmit();
    void showRetry(const cluster::Freshness &freshness, Instant now);
    void fit();
    void take(Room room);
    [[nodiscard]] QStringList measures() const;

    QStringList m_profiles;
    QString m_current;
    Room m_room = Room::Enough;
    QStringList m_fitted; ///< the measures that the room was chosen for
    int m_least = 0;      ///< width below which nothing can be given up any more
    bool m_isSubmitPrimary = false;
    bool m_offersRetry = true;
    bool m_isFailing = false;
    QString m_healthWords;
    QString m_healthShort;
    style::Tone m_healthTone = style::Tone::Unknown;
    QToolButton *m_switch;
    QMenu *m_switchMenu;
    style::Badge *m_plainTcp;
    style::Badge *m_readOnly;
    style::Badge *m_production;
    style::Badge *m_recording;
    style::StateLabel *m_health;
    PlaneAge *m_swarm;
    PlaneAge *m_ensemble;
    PlaneAge *m_storm;
    QPushButton *m_retry;
    QPushButton *m_setUp;
    QPushButton *m_submit;
};

/// How a health is shown: "Degraded · 2 findings".
struct HealthLook
{
    style::Tone tone = style::Tone::Unknown;
    QString words;
    QString shortly; ///< without the count
};
[[nodiscard]] HealthLook lookOf(cluster::Health health, int findings);

} // namespace stormdeck::ui
