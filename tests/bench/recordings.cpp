// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_recordings [LOOKS NODES TASKS TOPOLOGIES]: what a recording of so many looks takes that change little, in
// memory and as a file, beside the same bodies whole. Nothing judges the figures.
#include "answers.h"

#include "recording/recorder.h"
#include "recording/recordingfile.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTextStream>

using namespace stormdeck;

namespace {
/// One task says another message, of the same length.
QByteArray withMessage(QByteArray tasks, int look)
{
    const QByteArray member = R"("Message":")";
    const auto at = tasks.indexOf(member);
    return at < 0 ? tasks : tasks.replace(at + member.size(), 3, QByteArray::number(100 + look % 900));
}

QByteArray withUptime(const QByteArray &storm, int look)
{
    static const QRegularExpression uptime(QStringLiteral(R"re("(uptimeSeconds|nimbusUpTimeSeconds)":"?\d+"?)re"));
    return QString::fromUtf8(storm).replace(uptime, QStringLiteral(R"("\1":%1)").arg(5000 + look)).toUtf8();
}

watch::Answer answer(watch::Plane plane, int look, RawAnswers bodies)
{
    const std::chrono::seconds at(look);
    return {.plane = plane,
            .at = Instant(at),
            .wall = QDateTime(QDate(2026, 1, 1), QTime(12, 0)).addSecs(look),
            .bodies = std::move(bodies)};
}

std::vector<watch::Answer> lookAt(const bench::Answers &cluster, int look)
{
    RawAnswers storm{{"/api/v1/cluster/summary", cluster.cluster},
                     {"/api/v1/nimbus/summary", withUptime(cluster.nimbuses, look)},
                     {"/api/v1/supervisor/summary", withUptime(cluster.supervisors, look)},
                     {"/api/v1/topology/summary", withUptime(cluster.topologies, look)}};
    for (size_t i = 0; i < cluster.pages.size(); ++i) {
        storm.push_back({"/api/v1/topology/" + bench::topologyId(static_cast<int>(i)), cluster.pages[i]});
    }
    return {
        answer(
            watch::Plane::Swarm, look,
            {{"/nodes", cluster.nodes}, {"/services", cluster.services}, {"/tasks", withMessage(cluster.tasks, look)}}),
        answer(watch::Plane::Storm, look, std::move(storm))};
}

/// As version 1 of the format kept them: each body that is another than the source's last one, whole.
class Whole
{
public:
    void take(const watch::Answer &answer)
    {
        RawAnswers &last = m_last[answer.plane];
        for (const RawAnswer &one : answer.bodies) {
            const RawAnswer *before = answerNamed(last, one.name);
            if (!before || before->body != one.body) {
                m_bytes += one.body.size();
                m_packed += qCompress(one.body).size();
            }
        }
        last = answer.bodies;
    }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] qint64 packed() const { return m_packed; }

private:
    std::map<watch::Plane, RawAnswers> m_last;
    qint64 m_bytes = 0;
    qint64 m_packed = 0;
};
} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int at, int otherwise) { return argc > at ? QByteArray(argv[at]).toInt() : otherwise; };
    const int looks = number(1, 300);
    const bench::Answers cluster = bench::generate({number(2, 10), number(3, 50), number(4, 5)});
    recording::Recorder recorder(QStringLiteral("bench"), {},
                                 {.span = std::chrono::hours(24), .bytes = 512LL * 1024 * 1024});
    Whole whole;
    qint64 taking = 0;
    for (int look = 0; look < looks; ++look) {
        for (const watch::Answer &one : lookAt(cluster, look)) {
            whole.take(one);
            QElapsedTimer timer;
            timer.start();
            recorder.take(one);
            (void)recorder.size(); // waits for its thread
            taking += timer.nsecsElapsed();
        }
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.stormrec"));
    if (const auto saved = recording::saveRecording(recorder.recording(), path); !saved) {
        QTextStream(stderr) << sentence(saved.error()) << Qt::endl;
        return 1;
    }
    QTextStream(stdout) << looks << " looks: in memory " << recorder.size() << " bytes, before " << whole.bytes()
                        << "; as a file " << QFileInfo(path).size() << " bytes, before about " << whole.packed()
                        << "; taking a look " << double(taking) / looks / 1e6 << " ms" << Qt::endl;
    return 0;
}
