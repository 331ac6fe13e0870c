// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/tarfile.h"

#include <QCoreApplication>
#include <QFile>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

constexpr qint64 blockSize = 512;
constexpr mode_t readableByAll = 0644;

/// The header block as libarchive writes it; the body follows from the file itself.
QByteArray headerOf(const QByteArray &name, qint64 size)
{
    QByteArray header(blockSize * 4, '\0');
    size_t used = 0;
    archive *writer = archive_write_new();
    archive_write_set_format_ustar(writer);
    archive_write_set_bytes_per_block(writer, 0);
    archive_write_open_memory(writer, header.data(), static_cast<size_t>(header.size()), &used);
    archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.constData());
    archive_entry_set_size(entry, size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, readableByAll);
    archive_write_header(writer, entry);
    header.truncate(static_cast<qsizetype>(used));
    archive_entry_free(entry);
    archive_write_fail(writer);
    archive_write_free(writer);
    return header;
}

/// Header, file, then zeros up to a whole block and the two empty blocks that end an archive.
class Pieces
{
public:
    Pieces(QByteArray header, std::unique_ptr<QFile> file)
        : m_header(std::move(header)), m_file(std::move(file)),
          m_zeros((blockSize - m_file->size() % blockSize) % blockSize + 2 * blockSize)
    {}

    [[nodiscard]] qint64 size() const { return m_header.size() + m_file->size() + m_zeros; }

    qint64 read(char *buffer, qint64 room)
    {
        if (!m_header.isEmpty()) {
            const qint64 count = std::min<qint64>(room, m_header.size());
            std::copy_n(m_header.constData(), count, buffer);
            m_header.remove(0, count);
            return count;
        }
        if (!m_file->atEnd()) {
            return m_file->read(buffer, room);
        }
        const qint64 count = std::min(room, m_zeros);
        std::fill_n(buffer, count, '\0');
        m_zeros -= count;
        return count;
    }

private:
    QByteArray m_header;
    std::unique_ptr<QFile> m_file;
    qint64 m_zeros;
};
} // namespace

Result<TarStream> tarOfFile(const QString &path, const QByteArray &name)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly)) {
        return failure({.kind = ErrorKind::Rejected, .layer = Layer::Local, .attempted = Text::tr("read the jar"),
                        .target = path, .reason = file->errorString(),
                        .remedy = Text::tr("Choose a file that you can read."), .code = QStringLiteral("jar.unreadable")});
    }
    const QByteArray header = headerOf(name, file->size());
    auto pieces = std::make_shared<Pieces>(header, std::move(file));
    const qint64 size = pieces->size();
    return TarStream{.source = [pieces](char *buffer, qint64 room) { return pieces->read(buffer, room); }, .size = size};
}

} // namespace stormdeck::actions
