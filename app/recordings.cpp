// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings.h"

#include "recording/recordingfile.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QStandardPaths>

namespace stormdeck::app {

namespace {
/// Of a recording on demand: a working day, or half a gibibyte.
constexpr recording::Limits onDemand{.span = std::chrono::hours(10), .bytes = 512 * 1024 * 1024};
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
    connect(&window, &MainWindow::recordToggled, this, [this](bool on) { on ? begin() : end(); });
    connect(&window, &MainWindow::saveRecentRequested, this, &Recordings::saveRecent);
    connect(&window, &MainWindow::openRecordingRequested, this, &Recordings::chooseOne);
}

Recordings::~Recordings()
{
    if (m_begun) {
        (void)recording::saveRecording(m_begun->recording(), m_path);
    }
}

void Recordings::follow(watch::Store &store, const settings::Profile &profile)
{
    if (m_begun) {
        end();
    }
    m_store = &store;
    m_cluster = profile.name;
    m_machines = profile.machines;
    m_recent = std::make_shared<recording::Recorder>(m_cluster, m_machines);
    tap();
}

void Recordings::tap()
{
    m_store->setTap([recent = m_recent, begun = m_begun](const watch::Answer &answer) {
        recent->take(answer);
        if (begun) {
            begun->take(answer);
        }
    });
}

void Recordings::begin()
{
    m_window.setRecording(false); // until a file is chosen
    if (!m_store) {
        return;
    }
    choosePath(tr("Record to a file"), [this](const QString &path) {
        m_path = path;
        m_begun = std::make_shared<recording::Recorder>(m_cluster, m_machines, onDemand);
        m_window.setRecording(true);
        tap();
    });
}

void Recordings::end()
{
    if (const auto begun = std::exchange(m_begun, nullptr)) {
        m_window.setRecording(false);
        tap();
        save(*begun, m_path);
    }
}

void Recordings::saveRecent()
{
    if (m_recent) {
        choosePath(tr("Save what just happened"),
                   [this, recent = m_recent](const QString &path) { save(*recent, path); });
    }
}

void Recordings::save(const recording::Recorder &recorder, const QString &path)
{
    m_background.run(
        this,
        [made = recorder.recording(), path](const std::stop_token &) { return recording::saveRecording(made, path); },
        [this](const Result<void> &saved) {
            if (!saved) {
                QMessageBox::warning(&m_window, tr("Recording"), sentence(saved.error()));
            }
        });
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
                QMessageBox::warning(&m_window, tr("Recording"), sentence(read.error()));
            }
        });
}

} // namespace stormdeck::app
