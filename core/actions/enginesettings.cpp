// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/enginesettings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EngineSettings)
};

class Merge
{
public:
    explicit Merge(const QJsonObject &object) : m_object(object) {}

    void logging(int megabytes, int files)
    {
        const QString driver = m_object.value(QLatin1String("log-driver")).toString(QStringLiteral("json-file"));
        const bool isOfFiles = driver == QStringLiteral("json-file") || driver == QStringLiteral("local");
        if (megabytes <= 0 || !isOfFiles) {
            return;
        }
        QJsonObject options = m_object.value(QLatin1String("log-opts")).toObject();
        options.insert(QStringLiteral("max-size"), QStringLiteral("%1m").arg(megabytes));
        options.insert(QStringLiteral("max-file"), QString::number(std::max(files, 1)));
        m_merged.needsRestart |= set(QStringLiteral("log-driver"), driver);
        m_merged.needsRestart |= set(QStringLiteral("log-opts"), options);
    }

    void liveRestoreOff()
    {
        if (m_object.value(QLatin1String("live-restore")).toBool()) {
            set(QStringLiteral("live-restore"), false);
        }
    }

    void add(const QString &member, const QStringList &values)
    {
        QJsonArray all = m_object.value(member).toArray();
        for (const QString &value : values) {
            if (!all.contains(value)) {
                all.append(value);
            }
        }
        if (!values.isEmpty()) {
            set(member, all);
        }
    }

    MergedSettings take()
    {
        m_merged.content = QJsonDocument(m_object).toJson(QJsonDocument::Indented);
        return std::move(m_merged);
    }

private:
    bool set(const QString &member, const QJsonValue &value)
    {
        if (m_object.value(member) == value) {
            return false;
        }
        m_object.insert(member, value);
        m_merged.changes << member;
        return true;
    }

    QJsonObject m_object;
    MergedSettings m_merged;
};
} // namespace

Result<MergedSettings> merged(const QByteArray &existing, const EngineSettings &wanted)
{
    const QJsonDocument document =
        existing.trimmed().isEmpty() ? QJsonDocument(QJsonObject()) : QJsonDocument::fromJson(existing);
    if (!document.isObject()) {
        return failure({.kind = ErrorKind::Conflict,
                        .layer = Layer::Docker,
                        .attempted = Text::tr("change the engine's settings"),
                        .reason = Text::tr("/etc/docker/daemon.json is not a JSON object"),
                        .remedy = Text::tr("Correct or remove it there, then resume."),
                        .code = QStringLiteral("engine.settings-unreadable")});
    }
    Merge merge(document.object());
    merge.logging(wanted.logMegabytes, wanted.logFiles);
    if (wanted.liveRestoreOff) {
        merge.liveRestoreOff();
    }
    merge.add(QStringLiteral("registry-mirrors"), wanted.mirrors);
    merge.add(QStringLiteral("insecure-registries"), wanted.insecureRegistries);
    return merge.take();
}

} // namespace stormdeck::actions
