/*
 * The browser's side of netsvr: one websocket to a gateway. It is kept alive, comes back by itself, and says again who
 * it is. An ES module without dependencies; README.md has the options and events.
 */

const DEFAULTS = {
  heartbeat: '~6YOt5rW35piO~',  // [Customer] HeartbeatMessage in the gateway's netsvr.toml
  heartbeatSeconds: 30,         // the gateway closes a client that says nothing for 120 s
  connectSeconds: 10,           // an attempt that takes longer is given up
  retrySeconds: 0.5,            // the longest first pause; each further one may be twice as long …
  retrySecondsMax: 30,          // … up to this
  queueLimit: 100,              // messages that wait while there is no connection
  hello: [],                    // what each connection begins with: messages, or a function that gives them
};
const OPEN = 1;
// The caller may fill the same buffer again before it leaves.
const copy = (data) => typeof data === 'string' ? data : structuredClone(data);

export class NetsvrClient extends EventTarget {
  #url;
  #options;
  #socket = null;
  #state = 'closed';
  #attempts = 0;
  #queue = [];
  #kept = new Map();
  #timers = {};
  #online = () => { if (this.#state === 'waiting') this.#again(); };

  constructor(url, options = {}) {
    super();
    this.#url = url;
    this.#options = { WebSocket: globalThis.WebSocket, ...DEFAULTS, ...options };
    if (typeof this.#options.WebSocket !== 'function') {
      throw new TypeError('There is no WebSocket here: pass one as the option WebSocket, such as that of package ws');
    }
    this.#connect();
    globalThis.addEventListener?.('online', this.#online);
  }

  /** 'connecting', 'open', 'waiting' (for the next attempt) or 'closed'. */
  get state() { return this.#state; }
  /** How many messages wait for a connection. */
  get queued() { return this.#queue.length; }
  get #isOpen() { return this.#state === 'open' && this.#socket.readyState === OPEN; }

  /** Calls listener(event) for each such event; gives a function that ends that. */
  on(type, listener) {
    this.addEventListener(type, listener);
    return () => this.removeEventListener(type, listener);
  }

  /** Sends a message: true if it has left, false if it waits for a connection, or is lost because of close(). */
  send(data) {
    if (this.#isOpen) {
      this.#socket.send(data);
      return true;
    }
    if (this.#state !== 'closed') this.#queue.push(copy(data));
    while (this.#queue.length > this.#options.queueLimit) this.#tell('dropped', { data: this.#queue.shift() });
    return false;
  }

  /** Sends a message now, and again on each further connection, until forget(name): a subscription, for instance. */
  keep(name, data) {
    this.#kept.set(name, copy(data));
    if (this.#isOpen) this.#socket.send(data);
  }

  forget(name) { return this.#kept.delete(name); }

  /** Ends the connection for good; what still waits is dropped. */
  close(code = 1000, reason = '') {
    globalThis.removeEventListener?.('online', this.#online);
    this.#leave()?.close(code, reason);
    if (this.#state === 'closed') return;
    this.#become('closed');
    for (const data of this.#queue.splice(0)) this.#tell('dropped', { data });
  }

  #connect() {
    const socket = new this.#options.WebSocket(typeof this.#url === 'function' ? this.#url() : this.#url);
    const isCurrent = () => socket === this.#socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => { if (isCurrent()) this.#greet(socket); };
    socket.onmessage = ({ data }) => {
      if (isCurrent() && data !== this.#options.heartbeat) this.#tell('message', { data });
    };
    socket.onclose = ({ code, reason, wasClean }) => { if (isCurrent()) this.#lost({ code, reason, wasClean }); };
    socket.onerror = () => {};  // onclose follows, and says more
    this.#socket = socket;
    this.#timers.connect = setTimeout(() => this.#giveUp('no connection in time'), this.#options.connectSeconds * 1000);
    this.#become('connecting');
  }

  #again() {
    this.#leave();
    try { this.#connect(); } catch (error) { this.#giveUp('no such connection', error); }
  }

  async #greet(socket) {
    const { hello, heartbeat, heartbeatSeconds } = this.#options;
    const isOpen = () => socket === this.#socket && socket.readyState === OPEN;
    try {
      const first = typeof hello === 'function' ? await hello() : hello;
      // Meanwhile the connection may have gone, or close() been called.
      if (!isOpen()) return;
      for (const data of [...first, ...this.#kept.values(), ...this.#queue]) socket.send(data);
    } catch (error) {
      if (isOpen()) this.#giveUp('hello failed', error);
      return;
    }
    this.#queue = [];
    clearTimeout(this.#timers.connect);
    this.#timers.beat = setInterval(() => isOpen() && socket.send(heartbeat), heartbeatSeconds * 1000);
    // A gateway that lets in and throws out at once is not asked again without a pause.
    this.#timers.stable = setTimeout(() => { this.#attempts = 0; }, 5000);
    this.#become('open');
    if (isOpen()) this.#tell('open');
  }

  #giveUp(reason, error) {
    if (error) this.#tell('error', { error });
    if (this.#state === 'closed') return;
    this.#leave()?.close();
    this.#lost({ code: 1006, reason, wasClean: false });
  }

  #lost(why) {
    this.#leave();
    const { retrySeconds, retrySecondsMax } = this.#options;
    const longest = Math.min(retrySeconds * 2 ** this.#attempts++, retrySecondsMax) * 1000;
    // Not all pages at the same moment: after half of it up to all of it.
    const retryIn = longest * (0.5 + Math.random() / 2);
    this.#timers.retry = setTimeout(() => this.#again(), retryIn);
    this.#become('waiting');
    if (this.#state === 'waiting') this.#tell('close', { ...why, retryIn });
  }

  /** Stops all timers, and gives the socket, whose events count no longer. */
  #leave() {
    Object.values(this.#timers).forEach(clearTimeout);
    const socket = this.#socket;
    this.#socket = null;
    return socket;
  }

  #become(state) { this.#tell('state', { state: this.#state = state }); }
  #tell(type, fields) { this.dispatchEvent(Object.assign(new Event(type), fields)); }
}
