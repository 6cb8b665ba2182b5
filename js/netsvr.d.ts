/* The types of netsvr.js. */

/** What a message may be. What comes in is a string, or an ArrayBuffer where the gateway sends binary messages. */
export type Data = string | ArrayBuffer | ArrayBufferView | Blob;

export type State = 'connecting' | 'open' | 'waiting' | 'closed';

/** A WebSocket constructor: that of the browser, of Node.js 22 or newer, or of the package ws. */
export type WebSocketConstructor = new (url: string | URL) => {
  readonly readyState: number;
  binaryType: any;
  onopen: any;
  onmessage: any;
  onclose: any;
  onerror: any;
  send(data: any): void;
  close(code?: number, reason?: string): void;
};

export interface Options {
  /** The gateway's `[Customer] HeartbeatMessage`; default `~6YOt5rW35piO~`. */
  heartbeat?: string;
  /** Seconds between two heartbeats; default 30. The gateway closes a client that says nothing for 120 s. */
  heartbeatSeconds?: number;
  /** Seconds until an attempt to connect is given up; default 10. `hello` counts. */
  connectSeconds?: number;
  /** Seconds, the longest first pause after a lost connection; default 0.5. Each further one may be twice as long. */
  retrySeconds?: number;
  /** Seconds, the longest pause at all; default 30. */
  retrySecondsMax?: number;
  /** How many messages wait while there is no connection; default 100. Above that the oldest one is dropped. */
  queueLimit?: number;
  /** What each connection begins with, before all that waits: messages, or a function that gives them. */
  hello?: readonly Data[] | (() => readonly Data[] | Promise<readonly Data[]>);
  /** The WebSocket to take; default that of the browser or of Node.js. */
  WebSocket?: WebSocketConstructor;
}

export interface NetsvrEvents {
  /** There is a connection; `hello`, what is kept and what has waited have been sent. */
  open: Event;
  /** A message has come. */
  message: Event & { readonly data: string | ArrayBuffer };
  /** The connection is lost, or an attempt has failed; the next attempt comes after `retryIn` milliseconds. */
  close: Event & {
    readonly code: number; readonly reason: string; readonly wasClean: boolean; readonly retryIn: number;
  };
  /** The state has changed. */
  state: Event & { readonly state: State };
  /** A message that waited will not be sent. */
  dropped: Event & { readonly data: Data };
  /** `hello`, or the function that gives the URL, has thrown. */
  error: Event & { readonly error: unknown };
}

export class NetsvrClient extends EventTarget {
  /** Connects at once. A function as `url` is called for each connection. */
  constructor(url: string | URL | (() => string | URL), options?: Options);

  readonly state: State;

  /** How many messages wait for a connection. */
  readonly queued: number;

  /** Calls the listener for each such event; gives a function that ends that. */
  on<Type extends keyof NetsvrEvents>(type: Type, listener: (event: NetsvrEvents[Type]) => void): () => void;

  /** Sends a message: true if it has left, false if it waits for a connection, or is lost because of close(). */
  send(data: Data): boolean;

  /** Sends a message now, and again on each further connection, until forget(name): a subscription, for instance. */
  keep(name: string, data: Data): void;

  /** The message of that name is not sent again. Gives whether there was one. */
  forget(name: string): boolean;

  /** Ends the connection for good; what still waits is dropped. */
  close(code?: number, reason?: string): void;
}
