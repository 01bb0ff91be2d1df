import { isRefusal, retryDelayMs } from "./backoff.js";
export const handshakeTimeoutMs = 5_000;
export const silenceWarnMs = 2_000;
export const silenceLossMs = 3_000;
const goodbyeMs = 1_000;
/** A timer that fires this much late was not ours to fire: the page slept, and nobody can say who was silent. */
const sleptMs = 1_000;
/** The connection's state machine: connects, shakes hands, notices silence, and comes back by itself after a loss. */
export class Connection {
    WebSocket;
    clock;
    random;
    peer;
    #socket = null;
    #timer = null;
    #heardAt = 0;
    #isPlain = false;
    #status = {
        state: "disconnected",
        phase: null,
        attempt: 0,
        retryAt: null,
        late: false,
        loss: null,
        refused: false,
    };
    constructor(WebSocket, clock, random, peer) {
        this.WebSocket = WebSocket;
        this.clock = clock;
        this.random = random;
        this.peer = peer;
    }
    get status() {
        return this.#status;
    }
    /** Connects, unless it is connected or about to be; a wait for the next try ends here. */
    open() {
        const { state } = this.#status;
        if (state === "closing") {
            this.#dropSocket("");
        }
        if (state === "closing" || state === "disconnected") {
            this.#become({ state: "connecting", attempt: 0, loss: null, refused: false });
            this.#connect(false);
        }
        else {
            this.wake();
        }
    }
    /** Ends the connection and any wait for one. */
    close() {
        this.#stopTimer();
        const socket = this.#socket;
        if (!socket) {
            this.#become({ state: "disconnected", attempt: 0, refused: false });
            return;
        }
        this.#become({ state: "closing" });
        const done = () => {
            if (this.#socket === socket) {
                this.#dropSocket("");
                this.close();
            }
        };
        socket.onclose = done;
        this.#startTimer(goodbyeMs, done);
        sayGoodbye(socket, "closed by the client");
    }
    /** The page or the network woke up: the next try is made at once, and an old silence is not counted. */
    wake() {
        if (this.#status.phase === "backoff") {
            this.#retry();
        }
        else if (this.#status.state === "streaming") {
            this.#hear();
        }
    }
    /** Sends while streaming; otherwise the answer is false. */
    send(message) {
        if (this.#status.state !== "streaming" || this.#socket?.readyState !== 1) {
            return false;
        }
        this.#socket.send(JSON.stringify(message));
        return true;
    }
    /** Gives this connection up, for a reason of our own, and makes another. */
    lose(code, reason) {
        const { state, attempt } = this.#status;
        this.#stopTimer();
        this.#dropSocket(reason);
        if (state === "handshaking" || state === "streaming") {
            this.peer.ended(code);
        }
        const loss = { code, reason };
        if (isRefusal(code)) {
            this.#become({ state: "disconnected", attempt: 0, loss, refused: true });
            return;
        }
        const delayMs = retryDelayMs(attempt, code, this.random());
        this.#become({ state: "reconnecting", phase: "backoff", retryAt: this.clock.now() + delayMs, loss });
        // A listener of this change may have closed or opened it.
        if (this.#status.phase === "backoff" && !this.#socket) {
            this.#startTimer(delayMs, () => this.#retry());
        }
    }
    #retry() {
        this.#stopTimer();
        this.#become({ state: "reconnecting", phase: "retry", attempt: this.#status.attempt + 1 });
        this.#connect(false);
    }
    #connect(isPlain) {
        let socket;
        let opened = false;
        this.#isPlain = isPlain;
        try {
            const { url, protocols } = this.peer.address(isPlain);
            socket = new this.WebSocket(url, protocols);
        }
        catch (error) {
            this.lose(1006, `this address can't be connected to: ${error}`);
            return;
        }
        this.#socket = socket;
        const mine = (handler) => (event) => socket === this.#socket && handler(event);
        socket.onopen = mine(() => {
            opened = true;
            this.peer.opened(socket.protocol ?? "");
            this.#become({ state: "handshaking" });
        });
        socket.onmessage = mine(({ data }) => this.#receive(data));
        socket.onerror = () => { };
        socket.onclose = mine(({ code, reason }) => {
            if (!opened && !this.#isPlain && this.peer.canBePlain) {
                this.#connect(true);
            }
            else {
                this.lose(code, reason ?? "");
            }
        });
        this.#startTimer(handshakeTimeoutMs, () => this.lose(1006, "no answer within 5 seconds"));
    }
    #receive(data) {
        const message = parse(data);
        if (this.#status.state === "handshaking") {
            const fault = this.peer.greeted(message);
            if (fault) {
                this.lose(1002, fault);
                return;
            }
            this.#heardAt = this.clock.now();
            this.#watch(false);
            this.#become({ state: "streaming", attempt: 0, loss: null });
        }
        if (message && this.#status.state === "streaming") {
            this.#hear();
            this.peer.received(message, data);
        }
    }
    #hear() {
        this.#heardAt = this.clock.now();
        if (this.#status.late) {
            this.#become({ state: "streaming" });
            this.#watch(false);
        }
    }
    /** One timer that looks how long ago something was heard, instead of one that each message starts anew. */
    #watch(isLate) {
        const dueAt = this.#heardAt + (isLate ? silenceLossMs : silenceWarnMs);
        this.#startTimer(Math.max(0, dueAt - this.clock.now()), () => {
            const now = this.clock.now();
            const silentMs = now - this.#heardAt;
            if (now - dueAt > sleptMs) {
                this.#hear();
                this.#watch(this.#status.late);
            }
            else if (silentMs >= silenceLossMs) {
                this.lose(1006, "nothing was heard for 3 seconds");
            }
            else {
                const late = silentMs >= silenceWarnMs;
                if (late !== this.#status.late) {
                    this.#become({ state: "streaming", late });
                }
                this.#watch(late);
            }
        });
    }
    #dropSocket(reason) {
        const socket = this.#socket;
        this.#socket = null;
        if (socket) {
            sayGoodbye(socket, reason);
        }
    }
    #become(change) {
        const { attempt, loss, refused } = this.#status;
        this.#status = Object.freeze({ attempt, loss, refused, phase: null, retryAt: null, late: false, ...change });
        this.peer.changed(this.#status);
    }
    #startTimer(delayMs, run) {
        this.#stopTimer();
        this.#timer = this.clock.setTimeout(run, delayMs);
    }
    #stopTimer() {
        this.clock.clearTimeout(this.#timer);
        this.#timer = null;
    }
}
function parse(data) {
    try {
        const message = typeof data === "string" && JSON.parse(data);
        return message && typeof message.type === "string" ? message : null;
    }
    catch {
        return null;
    }
}
/** A close frame has room for 123 bytes. */
const sayGoodbye = (socket, reason) => socket.close(1000, reason.slice(0, 40));
