// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/jardrop.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>

namespace stormdeck::wizards {

namespace {
/// The one local jar in what is dragged; empty otherwise.
QString jarIn(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    const QString path = urls.size() == 1 ? urls.front().toLocalFile() : QString();
    return path.endsWith(QStringLiteral(".jar"), Qt::CaseInsensitive) ? path : QString();
}
} // namespace

JarDrop::JarDrop(QWidget *parent)
    : QFrame(parent),
      m_name(new look::Label(tr("Drop a topology jar here"), look::Tone::Plain, look::Label::Size::Strong)),
      m_about(new look::Label(tr("or choose one. It is read on this computer; nothing is sent yet."), look::Tone::Dim)),
      m_pick(new QPushButton(tr("C&hoose jar…")))
{
    setObjectName(QStringLiteral("jarDrop"));
    setAcceptDrops(true);
    m_pick->setAutoDefault(false);
    setFocusProxy(m_pick);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_name);
    texts->addWidget(m_about);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(16, 16, 16, 16);
    columns->addLayout(texts, 1);
    columns->addWidget(m_pick);
    connect(m_pick, &QPushButton::clicked, this, &JarDrop::browse);
}

void JarDrop::setContent(const QString &name, const QString &about)
{
    m_name->setText(name);
    m_about->setText(about);
    m_pick->setText(tr("C&hoose another…"));
}

void JarDrop::browse()
{
    auto *dialog = new QFileDialog(this, tr("Choose a topology jar"), {}, tr("Jars (*.jar);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &JarDrop::picked);
    dialog->open();
}

void JarDrop::dragEnterEvent(QDragEnterEvent *event)
{
    if (!jarIn(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
        m_isOver = true;
        update();
    }
}

void JarDrop::dragLeaveEvent(QDragLeaveEvent *)
{
    m_isOver = false;
    update();
}

void JarDrop::dropEvent(QDropEvent *event)
{
    m_isOver = false;
    update();
    const QString path = jarIn(event->mimeData());
    if (!path.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT picked(path);
    }
}

void JarDrop::paintEvent(QPaintEvent *)
{
    const style::Tokens &tokens = style::tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_isOver ? tokens.accent : tokens.controlEdge, 1, Qt::DashLine));
    painter.setBrush(m_isOver ? tokens.accentTint : tokens.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::space::cardRadius,
                            style::space::cardRadius);
}

} // namespace stormdeck::wizards
