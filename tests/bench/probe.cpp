// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a Qt Widgets program: says on the descriptor $BENCH_FD when its first window is usable, that is, when
// it was painted and the event loop has nothing left to do. The time is CLOCK_MONOTONIC in nanoseconds.
#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <unistd.h>

#include <ctime>

namespace {

void tell()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const QByteArray line = QByteArray::number(qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec) + '\n';
    if (write(qEnvironmentVariableIntValue("BENCH_FD"), line.constData(), size_t(line.size())) != line.size()) {
        qFatal("nobody listens to the probe");
    }
}

class Probe final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = event->type() == QEvent::Paint ? qobject_cast<QWidget *>(watched) : nullptr;
        if (widget && widget->isWindow() && !m_isTold) {
            m_isTold = true;
            // A timer of no time fires once all that was posted is done.
            QTimer::singleShot(0, this, [this] {
                qApp->removeEventFilter(this);
                tell();
            });
        }
        return false;
    }

private:
    bool m_isTold = false;
};

void install()
{
    if (qobject_cast<QApplication *>(QCoreApplication::instance()) && qEnvironmentVariableIsSet("BENCH_FD")) {
        qApp->installEventFilter(new Probe(qApp));
    }
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(install)
