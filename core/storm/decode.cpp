// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/decode.h"

#include "storm/refusal.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <tuple>

namespace stormdeck::storm {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storm)
};
namespace dom = simdjson::dom;

constexpr qsizetype sampleSize = 4096;

Error undecodable(const QByteArray &body, const QString &reason)
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Storm,
            .reason = reason,
            .remedy = Text::tr("Check that this is the port of a Storm UI."),
            .code = QStringLiteral("storm.undecodable"),
            .raw = body.left(sampleSize)};
}

qsizetype endOfString(const QByteArray &json, qsizetype quote)
{
    qsizetype at = quote + 1;
    while (at < json.size() && json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
    }
    return at;
}

/// Storm from 2.6 writes bare NaN, which is not JSON. Such words outside strings become null, of the same length.
QByteArray withoutBareNumbers(QByteArray json)
{
    static constexpr const char *words[] = {"-Infinity", "Infinity", "NaN"};
    if (!json.contains("NaN") && !json.contains("Infinity")) {
        return json;
    }
    for (qsizetype at = 0; at < json.size(); ++at) {
        if (json[at] == '"') {
            at = endOfString(json, at);
            continue;
        }
        for (const char *word : words) {
            if (QByteArrayView(json).sliced(at).startsWith(word)) {
                json.replace(at, static_cast<qsizetype>(std::strlen(word)), "null");
                break;
            }
        }
    }
    return json;
}

/// One JSON object, asked by member. A member that is missing, null or of another kind is "not reported".
class Fields
{
public:
    explicit Fields(dom::object object) : m_object(object) {}

    [[nodiscard]] bool has(const char *name) const { return m_object[name].error() == simdjson::SUCCESS; }

    [[nodiscard]] QString text(const char *name) const
    {
        std::string_view view;
        return m_object[name].get(view) == simdjson::SUCCESS
                   ? QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()))
                   : QString();
    }

    /// A number, or a number as text with a point or a comma, as a JVM's locale writes it.
    [[nodiscard]] std::optional<double> number(const char *name) const
    {
        double value = 0;
        bool isNumber = m_object[name].get(value) == simdjson::SUCCESS;
        if (!isNumber) {
            value = text(name).replace(u',', u'.').toDouble(&isNumber);
        }
        return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
    }

    [[nodiscard]] std::optional<qint64> whole(const char *name) const
    {
        int64_t value = 0;
        if (m_object[name].get(value) == simdjson::SUCCESS) {
            return value;
        }
        const std::optional<double> loose = number(name);
        constexpr double limit = 9e18;
        return loose && std::abs(*loose) < limit ? std::optional(static_cast<qint64>(*loose)) : std::nullopt;
    }

    [[nodiscard]] std::optional<int> count(const char *name) const
    {
        const std::optional<qint64> value = whole(name);
        return value && *value >= 0 && *value <= std::numeric_limits<int>::max()
                   ? std::optional(static_cast<int>(*value))
                   : std::nullopt;
    }

    [[nodiscard]] quint16 port(const char *name) const
    {
        const int value = count(name).value_or(0);
        return value <= std::numeric_limits<quint16>::max() ? static_cast<quint16>(value) : quint16(0);
    }

    [[nodiscard]] bool flag(const char *name) const
    {
        bool value = false;
        return m_object[name].get(value) == simdjson::SUCCESS && value;
    }

    [[nodiscard]] std::optional<Fields> object(const char *name) const
    {
        dom::object value;
        return m_object[name].get(value) == simdjson::SUCCESS ? std::optional(Fields(value)) : std::nullopt;
    }

    /// The objects of a list; nullopt where there is no list.
    [[nodiscard]] std::optional<std::vector<Fields>> list(const char *name) const
    {
        dom::array array;
        if (m_object[name].get(array) != simdjson::SUCCESS) {
            return std::nullopt;
        }
        std::vector<Fields> all;
        for (const dom::element element : array) {
            dom::object value;
            if (element.get(value) == simdjson::SUCCESS) {
                all.emplace_back(value);
            }
        }
        return all;
    }

private:
    dom::object m_object;
};

/// Reads the body as one object and hands it to `read`, which gives a Result. The object lives as long as the call.
template <typename Read>
auto decoded(const QByteArray &body, Read read) -> decltype(read(std::declval<const Fields &>()))
{
    const QByteArray trimmed = body.trimmed();
    if (trimmed.isEmpty()) {
        return failure(undecodable(body, Text::tr("the answer was empty")));
    }
    if (trimmed.startsWith('<')) {
        return failure(undecodable(body, Text::tr("a web page came back in place of data")));
    }
    const QByteArray json = withoutBareNumbers(trimmed);
    const simdjson::padded_string padded(json.constData(), static_cast<size_t>(json.size()));
    dom::parser parser;
    dom::object object;
    const simdjson::error_code code = parser.parse(padded).get(object);
    if (code != simdjson::SUCCESS) {
        return failure(undecodable(
            body, Text::tr("the answer is not readable: %1").arg(QString::fromUtf8(simdjson::error_message(code)))));
    }
    const Fields fields(object);
    if (fields.has("errorMessage")) {
        return failure(decodeRefusal(500, body));
    }
    auto result = read(fields);
    if (!result && result.error().raw.isEmpty()) {
        result.error().raw = body.left(sampleSize);
    }
    return result;
}

/// Decodes each object of the list `name`, which has to be there.
template <typename Value>
Result<std::vector<Value>> eachOf(const Fields &fields, const char *name, Value (*read)(const Fields &))
{
    const auto list = fields.list(name);
    if (!list) {
        return failure(undecodable({}, Text::tr("the answer has no list of “%1”").arg(QString::fromLatin1(name))));
    }
    std::vector<Value> values;
    values.reserve(list->size());
    std::transform(list->begin(), list->end(), std::back_inserter(values), read);
    return values;
}

/// "1d 2h 3m 4s"; an empty text is zero seconds.
std::optional<qint64> secondsIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(R"(^(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)? ?(?:(\d+)s)?$)"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const auto part = [&match](int index) { return match.captured(index).toLongLong(); };
    return ((part(1) * 24 + part(2)) * 60 + part(3)) * 60 + part(4);
}

std::optional<qint64> uptime(const Fields &fields, const char *seconds, const char *text)
{
    if (const auto value = fields.whole(seconds)) {
        return value;
    }
    return fields.has(text) ? secondsIn(fields.text(text)) : std::nullopt;
}

Named<NimbusStatus> nimbusStatus(const QString &word)
{
    const QString plain = word.toLower();
    if (plain == QStringLiteral("leader")) {
        return {NimbusStatus::Leader, word};
    }
    if (plain == QStringLiteral("not a leader")) {
        return {NimbusStatus::NotLeader, word};
    }
    const bool isOffline = plain == QStringLiteral("offline") || plain == QStringLiteral("dead");
    return {isOffline ? NimbusStatus::Offline : NimbusStatus::Unknown, word};
}

Named<TopologyStatus> topologyStatus(const QString &word)
{
    if (word == QStringLiteral("ACTIVE")) {
        return {TopologyStatus::Active, word};
    }
    if (word == QStringLiteral("INACTIVE")) {
        return {TopologyStatus::Inactive, word};
    }
    if (word == QStringLiteral("REBALANCING")) {
        return {TopologyStatus::Rebalancing, word};
    }
    return {word == QStringLiteral("KILLED") ? TopologyStatus::Killed : TopologyStatus::Unknown, word};
}

Nimbus nimbusIn(const Fields &fields)
{
    auto seconds = uptime(fields, "nimbusUpTimeSeconds", "nimbusUpTime");
    return {.host = fields.text("host"),
            .port = fields.port("port"),
            .status = nimbusStatus(fields.text("status")),
            .version = fields.text("version"),
            .uptimeSeconds = seconds};
}

Supervisor supervisorIn(const Fields &fields)
{
    return {.id = {fields.text("id")},
            .host = fields.text("host"),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime"),
            .slotsTotal = fields.count("slotsTotal").value_or(0),
            .slotsUsed = fields.count("slotsUsed").value_or(0),
            .version = fields.text("version"),
            .blacklisted = fields.flag("blacklisted")};
}

TopologySummary topologyIn(const Fields &fields)
{
    return {.id = {fields.text("id")},
            .name = fields.text("name"),
            .owner = fields.text("owner"),
            .status = topologyStatus(fields.text("status")),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime"),
            .workersTotal = fields.count("workersTotal"),
            .executorsTotal = fields.count("executorsTotal"),
            .tasksTotal = fields.count("tasksTotal")};
}

Worker workerIn(const Fields &fields)
{
    return {.supervisor = {fields.text("supervisorId")},
            .host = fields.text("host"),
            .port = fields.port("port"),
            .topology = {fields.text("topologyId")},
            .topologyName = fields.text("topologyName"),
            .executors = fields.count("executorsTotal"),
            .uptimeSeconds = uptime(fields, "uptimeSeconds", "uptime")};
}

WindowStats statsIn(const Fields &fields)
{
    return {.window = fields.text("window"),
            .emitted = fields.whole("emitted"),
            .acked = fields.whole("acked"),
            .failed = fields.whole("failed"),
            .completeLatencyMs = fields.number("completeLatency")};
}

Component componentIn(const Fields &fields)
{
    return {.executors = fields.count("executors"),
            .tasks = fields.count("tasks"),
            .acked = fields.whole("acked"),
            .failed = fields.whole("failed"),
            .lastError = fields.text("lastError"),
            .errorLapsedSeconds = fields.whole("errorLapsedSecs")};
}

Component spoutIn(const Fields &fields)
{
    Component spout = componentIn(fields);
    spout.id = fields.text("spoutId");
    spout.isSpout = true;
    spout.completeLatencyMs = fields.number("completeLatency");
    return spout;
}

Component boltIn(const Fields &fields)
{
    Component bolt = componentIn(fields);
    bolt.id = fields.text("boltId");
    bolt.capacity = fields.number("capacity");
    bolt.executeLatencyMs = fields.number("executeLatency");
    return bolt;
}

/// Place of a window; those nobody here has heard of come last.
int placeOf(const QString &window)
{
    static const QStringList order{QStringLiteral("600"), QStringLiteral("10800"), QStringLiteral("86400"),
                                   QStringLiteral(":all-time")};
    const auto at = order.indexOf(window);
    return static_cast<int>(at < 0 ? order.size() : at);
}

template <typename Value, typename Key>
void sortBy(std::vector<Value> &values, Key key)
{
    std::stable_sort(values.begin(), values.end(), [&key](const Value &a, const Value &b) { return key(a) < key(b); });
}

std::vector<Component> componentsIn(const Fields &fields)
{
    auto components = eachOf(fields, "spouts", spoutIn).value_or(std::vector<Component>());
    const auto bolts = eachOf(fields, "bolts", boltIn).value_or(std::vector<Component>());
    components.insert(components.end(), bolts.begin(), bolts.end());
    sortBy(components, [](const Component &one) { return std::tuple(!one.isSpout, one.id); });
    return components;
}

/// Megabytes of heap of each Storm worker, where its options take them from the setting.
std::optional<int> heapIn(const Fields &configuration)
{
    const QString options =
        configuration.text("topology.worker.childopts") + u' ' + configuration.text("worker.childopts");
    const bool fromSetting =
        options.contains(QStringLiteral("%HEAP-MEM%")) || !options.contains(QStringLiteral("-Xmx"));
    return fromSetting ? configuration.count("worker.heap.memory.mb") : std::nullopt;
}

FailureTimes failureTimesIn(const Fields &configuration)
{
    return {.taskTimeoutSeconds = configuration.count("nimbus.task.timeout.secs"),
            .supervisorTimeoutSeconds = configuration.count("nimbus.supervisor.timeout.secs"),
            .monitorSeconds = configuration.count("nimbus.monitor.freq.secs"),
            .sessionTimeoutMs = configuration.count("storm.zookeeper.session.timeout")};
}

Result<TopologyPage> pageIn(const Fields &fields)
{
    TopologyPage page{.summary = topologyIn(fields),
                      .messageTimeoutSeconds = fields.count("msgTimeout"),
                      .workers = eachOf(fields, "workers", workerIn).value_or(std::vector<Worker>()),
                      .stats = eachOf(fields, "topologyStats", statsIn).value_or(std::vector<WindowStats>()),
                      .components = componentsIn(fields)};
    if (page.summary.id.isEmpty()) {
        return failure(undecodable({}, Text::tr("the answer names no topology")));
    }
    if (const auto configuration = fields.object("configuration")) {
        page.workersRequested = configuration->count("topology.workers");
        page.workerHeapMb = heapIn(*configuration);
        if (!page.messageTimeoutSeconds) {
            page.messageTimeoutSeconds = configuration->count("topology.message.timeout.secs");
        }
        page.failureTimes = failureTimesIn(*configuration);
    }
    sortBy(page.workers, [](const Worker &one) { return std::tuple(one.host, one.port); });
    sortBy(page.stats, [](const WindowStats &one) { return std::tuple(placeOf(one.window), one.window); });
    return page;
}

Result<ClusterSummary> clusterIn(const Fields &fields)
{
    if (!fields.has("stormVersion") && !fields.has("supervisors")) {
        return failure(undecodable({}, Text::tr("the answer is no summary of a Storm cluster")));
    }
    return ClusterSummary{.stormVersion = fields.text("stormVersion"),
                          .supervisors = fields.count("supervisors"),
                          .slotsTotal = fields.count("slotsTotal"),
                          .slotsUsed = fields.count("slotsUsed"),
                          .slotsFree = fields.count("slotsFree"),
                          .topologies = fields.count("topologies"),
                          .executorsTotal = fields.count("executorsTotal"),
                          .tasksTotal = fields.count("tasksTotal")};
}
} // namespace

Result<ClusterSummary> decodeClusterSummary(const QByteArray &body)
{
    return decoded(body, clusterIn);
}

Result<std::vector<Nimbus>> decodeNimbuses(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) {
        auto all = eachOf(fields, "nimbuses", nimbusIn);
        if (all) {
            sortBy(*all, [](const Nimbus &one) { return std::tuple(one.host, one.port); });
        }
        return all;
    });
}

Result<std::vector<Supervisor>> decodeSupervisors(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) {
        auto all = eachOf(fields, "supervisors", supervisorIn);
        if (all) {
            sortBy(*all, [](const Supervisor &one) { return std::tuple(one.host, one.id); });
        }
        return all;
    });
}

Result<std::vector<TopologySummary>> decodeTopologies(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) {
        auto all = eachOf(fields, "topologies", topologyIn);
        if (all) {
            sortBy(*all, [](const TopologySummary &one) { return std::tuple(one.name, one.id); });
        }
        return all;
    });
}

Result<TopologyPage> decodeTopologyPage(const QByteArray &body)
{
    return decoded(body, pageIn);
}

Result<FailureTimes> decodeFailureTimes(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) { return Result<FailureTimes>(failureTimesIn(fields)); });
}

Result<void> decodeAccepted(const QByteArray &body)
{
    return decoded(body, [](const Fields &fields) -> Result<void> {
        if (fields.text("status") == QStringLiteral("success")) {
            return {};
        }
        return failure(undecodable({}, Text::tr("the answer does not say that it was accepted")));
    });
}

Error decodeRefusal(int httpStatus, const QByteArray &body)
{
    QString message;
    const QByteArray json = withoutBareNumbers(body);
    const simdjson::padded_string padded(json.constData(), static_cast<size_t>(json.size()));
    dom::parser parser;
    dom::object object;
    if (parser.parse(padded).get(object) == simdjson::SUCCESS) {
        message = Fields(object).text("errorMessage");
    } else if (!body.contains('<')) {
        message = QString::fromUtf8(body.left(sampleSize)); // 1.x answers an unknown path in plain text
    }
    Error error = refusalOf(httpStatus, message);
    error.raw = body.left(sampleSize);
    error.httpStatus = httpStatus;
    return error;
}

} // namespace stormdeck::storm
