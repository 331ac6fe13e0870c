// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/mainwindow.h"
#include "recording/filerecorder.h"
#include "recording/recorder.h"
#include "wizards/background.h"

#include <QTimer>

namespace stormdeck::app {

/// What a session keeps of its cluster's answers: the last minutes always, in memory, and what the operator records,
/// which is in its file as it comes. GUI thread.
class Recordings : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    Recordings(ui::MainWindow &window, wizards::Background &background);
    /// Ends a recording that was begun and not ended.
    ~Recordings() override;

    /// Keeps what is put into this store from now on; a recording that was begun ends.
    void follow(watch::Store &store, const settings::Profile &profile);

Q_SIGNALS:
    void opened(const stormdeck::recording::Recording &recording);

private:
    void chooseBegun();
    void begin(const QString &path);
    void end();
    void tap();
    void saveRecent();
    void chooseOne();
    void open(const QString &path);
    void save(const std::shared_ptr<recording::Recorder> &recorder, const QString &path);
    /// Elsewhere, as its thread may be at work.
    void dropRecent();
    void tell(const Error &error);
    /// Asks for a file to write and calls `then` with it; nothing is called where none is chosen.
    void choosePath(const QString &title, std::function<void(const QString &)> then);

    ui::MainWindow &m_window;
    wizards::Background &m_background;
    watch::Store *m_store = nullptr; ///< of the session; it calls follow() before that goes
    QString m_cluster;
    std::vector<Machine> m_machines;
    std::shared_ptr<recording::Recorder> m_recent;
    std::shared_ptr<recording::FileRecorder> m_begun; ///< empty while nothing is recorded on demand
    wizards::Background::Call m_beginning;
    QTimer m_look; ///< whether that one had to end by itself
};

} // namespace stormdeck::app
