// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QWidget>

#include <vector>

class QChart;
class QChartView;
class QValueAxis;

namespace stormdeck::ui {

/// A line of a chart. Its pieces do not touch: nothing is known in between.
struct ChartLine
{
    QString name;
    int colour = 0; ///< as topologies are coloured
    std::vector<QList<QPointF>> pieces;
};

/// Lines over the last minutes, from zero up, in the colours of the theme. What it shows has to be readable elsewhere
/// too: a screen reader is only told its name.
class LineChart : public QWidget
{
    Q_OBJECT

public:
    explicit LineChart(const QString &accessibleName, QWidget *parent = nullptr);

    /// `minutes`: how far back the lower axis goes.
    void show(const std::vector<ChartLine> &lines, double minutes);
    using QWidget::show;
    [[nodiscard]] QSize sizeHint() const override { return {420, 240}; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    QChart *m_chart;
    QChartView *m_view;
    QValueAxis *m_time;
    QValueAxis *m_value;
};

} // namespace stormdeck::ui
