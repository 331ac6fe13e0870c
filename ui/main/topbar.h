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

/// Which cluster, how it is, how old that is, and the two things most often done. Draws no conclusions of its own.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    /// `actions`: set up, submit; `menu`: everything else.
    TopBar(QAction *setUp, QAction *submit, QMenu *menu, QWidget *parent = nullptr);

    void setProfiles(const QStringList &names, const QString &current);
    void setConnection(const settings::Profile &profile);
    /// `findings`: number of those that count.
    void setHealth(cluster::Health health, int findings);
    void setAges(const cluster::Freshness &freshness, Instant now);
    /// Nothing is connected: no health, no ages.
    void setIdle(bool idle);
    /// Whether submitting is the one thing this view is about.
    void setSubmitPrimary(bool primary);

Q_SIGNALS:
    void profileChosen(const QString &name);
    void connectRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuildSwitch();

    QStringList m_profiles;
    QString m_current;
    QToolButton *m_switch;
    QMenu *m_switchMenu;
    style::Badge *m_plainTcp;
    style::Badge *m_readOnly;
    style::Badge *m_production;
    style::StateLabel *m_health;
    PlaneAge *m_swarm;
    PlaneAge *m_ensemble;
    PlaneAge *m_storm;
    QPushButton *m_submit;
};

/// How a health is shown: "Degraded · 2 findings".
struct HealthLook
{
    style::Tone tone = style::Tone::Unknown;
    QString words;
};
[[nodiscard]] HealthLook lookOf(cluster::Health health, int findings);

} // namespace stormdeck::ui
