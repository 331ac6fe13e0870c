# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A slow link: relays TCP, each way later by some milliseconds, in order, as wide as before. A half-closed stream is
passed on. Arguments: ADDRESS PORT TARGET-ADDRESS TARGET-PORT MILLISECONDS NAME (of the lab, to find the process)."""
import asyncio
import sys

CHUNK = 64 * 1024
CHUNKS_UNDER_WAY = 64


async def read_into(queue, reader, delay):
    loop = asyncio.get_running_loop()
    try:
        while data := await reader.read(CHUNK):
            await queue.put((loop.time() + delay, data))
    finally:
        await queue.put((loop.time() + delay, b""))


async def write_from(queue, writer):
    loop = asyncio.get_running_loop()
    while True:
        due, data = await queue.get()
        await asyncio.sleep(max(0, due - loop.time()))
        if not data:
            break
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()


async def one_way(reader, writer, delay):
    queue = asyncio.Queue(CHUNKS_UNDER_WAY)
    await asyncio.gather(read_into(queue, reader, delay), write_from(queue, writer))


async def relay(reader, writer, target, delay):
    try:
        await asyncio.sleep(delay)  # the way of the first packet
        far_reader, far_writer = await asyncio.open_connection(*target)
    except OSError:
        writer.transport.abort()
        return
    try:
        await asyncio.gather(one_way(reader, far_writer, delay), one_way(far_reader, writer, delay))
    except OSError:
        pass
    finally:
        for end in (writer, far_writer):
            end.transport.abort()


async def main(address, port, target_address, target_port, milliseconds, _name):
    target, delay = (target_address, int(target_port)), int(milliseconds) / 1000
    server = await asyncio.start_server(lambda r, w: relay(r, w, target, delay), address, int(port))
    async with server:
        await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
