// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/icons.h"

#include "style/tokens.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// Resources in a static library are linked only where somebody asks for them; the macro wants no namespace.
static void loadResources()
{
    Q_INIT_RESOURCE(stormdeck);
}

namespace stormdeck::style {

namespace {

QByteArray sourceOf(const QString &name)
{
    loadResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Draws `currentColor` strokes in the palette's colour for the mode.
class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(QString name, QByteArray source) : m_name(std::move(name)), m_source(std::move(source)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        painter->drawPixmap(rect, scaledPixmap(rect.size(), mode, state, painter->device()->devicePixelRatioF()));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const Tokens &t = tokens(QApplication::palette());
        const QColor colour = mode == QIcon::Disabled ? t.faint : mode == QIcon::Selected ? t.accent : t.dim;
        const QSize pixels = size * scale;
        const QString key = QStringLiteral("stormdeck/%1/%2x%3/%4")
                                .arg(m_name)
                                .arg(pixels.width())
                                .arg(pixels.height())
                                .arg(colour.name());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = render(pixels, colour);
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedEngine(m_name, m_source); }

private:
    [[nodiscard]] QPixmap render(const QSize &pixels, const QColor &colour) const
    {
        QByteArray source = m_source;
        source.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(source);
        QPixmap pixmap(pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        return pixmap;
    }

    QString m_name;
    QByteArray m_source;
};

} // namespace

QIcon icon(const QString &name)
{
    const QByteArray source = sourceOf(name);
    return source.isEmpty() ? QIcon() : QIcon(new TintedEngine(name, source));
}

QIcon applicationIcon()
{
    loadResources();
    return QIcon(QStringLiteral(":/icons/stormdeck.svg"));
}

} // namespace stormdeck::style
