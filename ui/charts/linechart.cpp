// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/linechart.h"

#include "style/text.h"
#include "style/tokens.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QVBoxLayout>
#include <QValueAxis>

namespace stormdeck::ui {

namespace {
constexpr double lineWidth = 1.75;
constexpr double headRoom = 1.1;
constexpr double leastTop = 0.05;

double highest(const std::vector<ChartLine> &lines)
{
    double top = 0;
    for (const ChartLine &line : lines) {
        for (const QList<QPointF> &piece : line.pieces) {
            for (const QPointF &point : piece) {
                top = qMax(top, point.y());
            }
        }
    }
    return top;
}

QPen penOf(int colour, const style::Tokens &tokens)
{
    QPen pen(tokens.topology(colour), lineWidth);
    pen.setCosmetic(true);
    pen.setStyle(style::isPatterned(colour) ? Qt::DashLine : Qt::SolidLine);
    return pen;
}
} // namespace

LineChart::LineChart(const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_chart(new QChart), m_view(new QChartView(m_chart)), m_time(new QValueAxis),
      m_value(new QValueAxis)
{
    setAccessibleName(accessibleName);
    m_view->setAccessibleName(accessibleName);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->viewport()->setAutoFillBackground(false);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide();
    m_chart->setLocalizeNumbers(true);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    restyle();
    show({}, 1);
}

void LineChart::show(const std::vector<ChartLine> &lines, double minutes)
{
    const style::Tokens &tokens = style::tokens(palette());
    m_chart->removeAllSeries();
    for (const ChartLine &line : lines) {
        for (const QList<QPointF> &piece : line.pieces) {
            auto *series = new QLineSeries;
            series->setName(line.name);
            series->setPen(penOf(line.colour, tokens));
            series->replace(piece);
            m_chart->addSeries(series);
            series->attachAxis(m_time);
            series->attachAxis(m_value);
        }
    }
    m_time->setRange(-minutes, 0);
    m_time->setTickCount(minutes > 1 ? 6 : 3);
    m_time->setLabelFormat(minutes > 1 ? tr("%.0f min", "letters of printf") : tr("%.1f min", "letters of printf"));
    m_value->setRange(0, qMax(highest(lines) * headRoom, leastTop));
    m_value->setTickCount(5);
    m_value->applyNiceNumbers();
    m_value->setLabelFormat(m_value->max() < 10 ? QStringLiteral("%.2f") : QStringLiteral("%.0f"));
}

void LineChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        restyle();
    }
}

void LineChart::restyle()
{
    const style::Tokens &tokens = style::tokens(palette());
    for (QValueAxis *axis : {m_time, m_value}) {
        axis->setLabelsFont(style::textFont(style::TextSize::Tiny));
        axis->setLabelsColor(tokens.dim);
        axis->setGridLineColor(tokens.line);
        axis->setLinePenColor(tokens.line);
    }
    m_time->setGridLineVisible(false);
}

} // namespace stormdeck::ui
