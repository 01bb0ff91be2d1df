// A client of the stream on the `ws` package: reads, hangs for a while as a busy program does, reads on.
// Arguments: port, seconds. Prints the frame numbers it saw after it hung, as JSON.
import WebSocket from "ws";

const [port, seconds] = process.argv.slice(2).map(Number);
const framesBefore = 60;
const framesAfter = 120;
const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
/** @type {number[]} */ const seen = [];
let hung = false;

socket.on("message", (data) => {
  const event = JSON.parse(String(data));
  if (event.type !== "energy_update") {
    return;
  }
  seen.push(event.frameNumber);
  if (!hung && seen.length === framesBefore) {
    hung = true;
    seen.splice(0, seen.length - 1);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  } else if (hung && seen.length === framesAfter) {
    console.log(JSON.stringify(seen));
    socket.terminate();
  }
});
socket.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
