"""A client of the stream on Python's `websockets`: reads, hangs for a while as a busy program does, reads on.

Arguments: port, seconds. Prints the frame numbers it saw after it hung, as JSON.
"""

import asyncio
import json
import sys
import time

import websockets

FRAMES_BEFORE = 60
FRAMES_AFTER = 120


async def frame_number(socket):
    while True:
        event = json.loads(await socket.recv())
        if event["type"] == "energy_update":
            return event["frameNumber"]


async def main(port, seconds):
    async with websockets.connect(f"ws://127.0.0.1:{port}/ws") as socket:
        for _ in range(FRAMES_BEFORE):
            last = await frame_number(socket)
        time.sleep(seconds)
        print(json.dumps([last] + [await frame_number(socket) for _ in range(FRAMES_AFTER - 1)]))


asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
