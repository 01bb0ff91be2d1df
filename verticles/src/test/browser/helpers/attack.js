/**
 * All that a page can try on a server, run within that page.
 *
 * @param {string} base the server, such as http://127.0.0.1:8145
 * @returns {Promise<{sockets: number, bytes: number, embedded: number, events: number}>} what got through
 */
export async function attack(base) {
  const patienceMs = 15_000;
  const got = { sockets: 0, bytes: 0, embedded: 0, events: 0 };
  const within = (promise) =>
    Promise.race([promise, new Promise((done) => setTimeout(done, patienceMs))]).catch(() => undefined);

  const socket = (protocols) =>
    new Promise((done) => {
      const ws = new WebSocket(`${base.replace("http", "ws")}/ws`, protocols);
      ws.onopen = () => got.sockets++;
      ws.onmessage = (event) => {
        got.bytes += event.data.length;
        ws.close();
        done();
      };
      ws.onerror = ws.onclose = () => done();
    });

  const fetched = async (path, options) => {
    const response = await fetch(`${base}${path}`, options);
    got.bytes += response.ok ? (await response.text()).length : 0;
  };

  const asked = (method, path, type) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onloadend = () => {
        got.bytes += request.status >= 200 && request.status < 300 ? request.responseText.length : 0;
        done();
      };
      request.open(method, `${base}${path}`);
      if (type) {
        request.setRequestHeader("Content-Type", type);
      }
      request.send(type ? JSON.stringify({ prompt: "Emma", parameters: { max_tokens: 3 } }) : null);
    });

  const embeds = (tag, path, attribute = "src") =>
    new Promise((done) => {
      const element = document.createElement(tag);
      element.onload = () => {
        got.embedded++;
        done();
      };
      element.onerror = () => done();
      if (tag === "link") {
        element.rel = "stylesheet";
      }
      element[attribute] = `${base}${path}`;
      document.documentElement.append(element);
    });

  const frames = () =>
    new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.onload = () => done(); // Also of an error page; who looks from outside knows.
      frame.src = `${base}/`;
      document.documentElement.append(frame);
    });

  const streams = () =>
    new Promise((done) => {
      const source = new EventSource(`${base}/events`);
      source.onmessage = () => {
        got.events++;
        source.close();
        done();
      };
      source.onerror = () => {
        source.close();
        done();
      };
    });

  const prompt = JSON.stringify({ prompt: "Emma", parameters: { max_tokens: 3 } });
  const post = (type, mode) => ({ method: "POST", mode, body: prompt, headers: { "Content-Type": type } });
  const paths = ["/", "/models", "/decipher/status", "/health", "/health/live", "/health/ready"];
  paths.push("/metrics", "/api/metrics", "/schemas/events.schema.json", "/client/wirthforge.js", "/prompt");
  const tries = [
    () => socket([]),
    () => socket(["wirthforge.frames.v1"]),
    () => socket(["wirthforge.v1"]),
    ...paths.flatMap((path) => [() => fetched(path, {}), () => fetched(path, { mode: "no-cors" }), () => asked("GET", path)]),
    () => fetched("/prompt", post("text/plain", "cors")),
    () => fetched("/prompt", post("text/plain", "no-cors")),
    () => fetched("/prompt", post("application/json", "cors")),
    () => fetched("/stop", post("text/plain", "no-cors")),
    () => asked("POST", "/prompt", "text/plain"),
    () => asked("POST", "/compile", "application/json"),
    () => embeds("img", "/favicon.svg"),
    () => embeds("script", "/client/wirthforge.min.js"),
    () => embeds("link", "/writing.css", "href"),
    streams,
    frames,
  ];
  await Promise.all(tries.map((attempt) => within(attempt())));
  return got;
}
