// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/facts.h"
#include "actions/handler.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMap>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

/// Sums the layers of a pull as they are reported.
class PullTotal
{
public:
    void take(const docker::PullProgress &line)
    {
        if (!line.layer.isEmpty() && line.total > 0 && line.status == QStringLiteral("Downloading")) {
            m_layers[line.layer] = {line.current, line.total};
        }
        if (line.status == QStringLiteral("Download complete") && m_layers.contains(line.layer)) {
            m_layers[line.layer].first = m_layers[line.layer].second;
        }
    }

    [[nodiscard]] double fraction() const
    {
        qint64 current = 0;
        qint64 total = 0;
        for (const auto &[done, all] : std::as_const(m_layers)) {
            current += done;
            total += all;
        }
        return total > 0 ? static_cast<double>(current) / static_cast<double>(total) : -1;
    }

private:
    QMap<QString, std::pair<qint64, qint64>> m_layers;
};

class PullImageHandler final : public Handler
{
public:
    explicit PullImageHandler(PullImage action) : m_action(std::move(action)) {}

    QStringList commands(const access::Access &access) const override
    {
        return {dockerLine(access, m_action.machine, {QStringLiteral("pull"), m_action.reference})};
    }

    bool isReversible() const override { return false; }

    Result<plan::Observation> observe(Context &context) override
    {
        auto engine = context.access.engine(m_action.machine);
        const auto image = engine ? (*engine)->image(m_action.reference, context.stop) : failure(engine.error());
        if (!image) {
            return failure(image.error());
        }
        if (!image->has_value()) {
            return needed(Text::tr("%1 does not have it").arg(m_action.machine));
        }
        return satisfied(Text::tr("%1 has it, %2")
                             .arg(m_action.machine, QLocale().formattedDataSize((*image)->sizeBytes, 0)),
                         facts({{QStringLiteral("image"), (*image)->id}}));
    }

    Result<QByteArray> apply(Context &context) override
    {
        auto engine = context.access.engine(m_action.machine);
        if (!engine) {
            return failure(engine.error());
        }
        PullTotal total;
        QString last;
        const auto pulled = (*engine)->pullImage(
            m_action.reference,
            [&](const docker::PullProgress &line) {
                total.take(line);
                if (line.status != last) {
                    last = line.status;
                    context.progress.note(m_action.machine + QStringLiteral(": ") + line.status);
                }
                context.progress.part({.name = m_action.machine,
                                       .state = Text::tr("pulling"),
                                       .tone = plan::Tone::Busy,
                                       .fraction = total.fraction()});
            },
            context.stop);
        if (pulled) {
            context.progress.part({.name = m_action.machine, .state = Text::tr("pulled"), .tone = plan::Tone::Good,
                                   .fraction = 1});
        }
        return pulled.map([] { return QByteArray{}; });
    }

protected:
    QString awaited() const override { return Text::tr("the image on %1").arg(m_action.machine); }

private:
    PullImage m_action;
};
} // namespace

HandlerPtr handle(const PullImage &action) { return std::make_unique<PullImageHandler>(action); }

} // namespace stormdeck::actions
