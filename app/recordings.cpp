// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings.h"

#include "recording/recordingfile.h"
#include "warning.h"

#include <QDir>
#include <QFileDialog>
#include <QLoggingCategory>
#include <QStandardPaths>

namespace stormdeck::app {

namespace {
Q_LOGGING_CATEGORY(lcRecordings, "stormdeck.recordings")

const QString suffix = QStringLiteral("stormrec");

QString filter()
{
    return Recordings::tr("Recordings (*.%1)").arg(suffix);
}
} // namespace

Recordings::Recordings(ui::MainWindow &window, wizards::Background &background)
    : m_window(window), m_background(background)
{
    using ui::MainWindow;
    connect(&window, &MainWindow::recordToggled, this, [this](bool on) { on ? chooseBegun() : end(); });
    connect(&window, &MainWindow::saveRecentRequested, this, &Recordings::saveRecent);
    connect(&window, &MainWindow::openRecordingRequested, this, &Recordings::chooseOne);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_begun && m_begun->isOver()) {
            end();
        }
    });
    m_look.start(std::chrono::milliseconds(500));
}

Recordings::~Recordings()
{
    if (m_begun) {
        if (const auto written = m_begun->end(); !written) {
            qCWarning(lcRecordings).noquote() << sentence(written.error()); // there is no window any more
        }
    }
    dropRecent();
}

void Recordings::follow(watch::Store &store, const settings::Profile &profile)
{
    m_beginning.cancel();
    end();
    m_store = &store;
    m_cluster = profile.name;
    m_machines = profile.machines;
    dropRecent();
    m_recent = std::make_shared<recording::Recorder>(m_cluster, m_machines);
    tap();
}

void Recordings::dropRecent()
{
    if (m_recent) {
        m_background.destroy(std::make_unique<std::shared_ptr<recording::Recorder>>(std::exchange(m_recent, nullptr)));
    }
}

void Recordings::tap()
{
    m_store->setTap([recent = m_recent, begun = m_begun](const watch::Answer &answer) {
        const recording::PackedAnswer one = recording::packed(answer);
        recent->take(one);
        if (begun) {
            begun->take(one);
        }
    });
}

void Recordings::chooseBegun()
{
    m_window.setRecording(false); // until its file is there
    if (m_store) {
        choosePath(tr("Record to a file"), [this](const QString &path) { begin(path); });
    }
}

void Recordings::begin(const QString &path)
{
    using recording::FileRecorder;
    using Made = Result<std::shared_ptr<FileRecorder>>;
    m_beginning.cancel();
    end();
    m_beginning = m_background.run(
        this,
        [path, cluster = m_cluster, machines = m_machines](const std::stop_token &) {
            return FileRecorder::create(path, cluster, machines);
        },
        [this](const Made &made) {
            if (!made) {
                return tell(made.error());
            }
            m_begun = *made;
            m_window.setRecording(true);
            tap();
        });
}

void Recordings::end()
{
    const auto begun = std::exchange(m_begun, nullptr);
    if (!begun) {
        return;
    }
    m_window.setRecording(false);
    tap();
    m_background.run(
        this, [begun](const std::stop_token &) { return begun->end(); },
        [this](const Result<recording::FileRecorder::Written> &written) {
            if (!written) {
                tell(written.error());
            }
        });
}

void Recordings::saveRecent()
{
    if (m_recent) {
        const auto span = std::chrono::duration_cast<std::chrono::minutes>(recording::Limits().span);
        choosePath(tr("Save what just happened: the last %1 minutes at most").arg(span.count()),
                   [this, recent = m_recent](const QString &path) { save(recent, path); });
    }
}

void Recordings::save(const std::shared_ptr<recording::Recorder> &recorder, const QString &path)
{
    m_background.run(
        this,
        [recorder, path](const std::stop_token &) { return recording::saveRecording(recorder->recording(), path); },
        [this](const Result<void> &saved) {
            if (!saved) {
                tell(saved.error());
            }
        });
}

void Recordings::tell(const Error &error)
{
    warn(m_window, tr("Recording"), sentence(error));
}

void Recordings::choosePath(const QString &title, std::function<void(const QString &)> then)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(&m_window, title, folder, filter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(
        QStringLiteral("%1-%2.%3")
            .arg(m_cluster, QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmm")), suffix));
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void Recordings::chooseOne()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(&m_window, tr("Open a recording"), folder, filter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &Recordings::open);
    dialog->open();
}

void Recordings::open(const QString &path)
{
    m_background.run(
        this, [path](const std::stop_token &) { return recording::openRecording(path); },
        [this](const Result<recording::Recording> &read) {
            if (read) {
                Q_EMIT opened(*read);
            } else {
                tell(read.error());
            }
        });
}

} // namespace stormdeck::app
