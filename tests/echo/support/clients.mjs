/*
 * laravel-echo and pusher-js as they come from npm, in Node: connected, listening, and what has come. Every wait is bounded.
 */
import assert from 'node:assert/strict';
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import { PATIENCE } from '../../support/child.mjs';

export { PATIENCE };

/** The key, the id and the secret of the application in the tests. */
export const APP = { NETSVR_APP_ID: 'shop', NETSVR_APP_KEY: 'echo-key', NETSVR_APP_SECRET: 'echo-secret' };

/**
 * Waits until `look` gives something that is true, and gives that; throws what `look` has thrown last.
 *
 * @param {string|(() => string)} what what is waited for
 */
export async function eventually(look, what, patience = PATIENCE) {
  const deadline = Date.now() + patience;
  for (;;) {
    let problem;
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      problem = error;
    }
    if (Date.now() > deadline) throw problem ?? new Error(`within ${patience} ms: ${typeof what === 'function' ? what() : what}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

export const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** What has come to somebody, in order. */
export class Inbox {
  all = [];
  take = (item) => { this.all.push(item); };

  /** The first so many, once they are there. */
  first(count, patience) {
    const what = () => `${count} of ${JSON.stringify(this.all)}`;
    return eventually(() => this.all.length >= count && this.all.slice(0, count), what, patience);
  }

  /** Waits until something deeply equal is among them. */
  has(item, patience) {
    return eventually(() => {
      assert.ok(this.all.some((one) => isSame(one, item)), `no ${JSON.stringify(item)} in ${JSON.stringify(this.all)}`);
      return true;
    }, '', patience);
  }
}

function isSame(one, other) {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
}

/** Somebody with an Echo; `address` is where websockets go, `http` the URL of the application. */
export class Client {
  /** What pusher-js reports as errors. */
  errors = new Inbox();
  /** States that the connection has had. */
  states = new Inbox();
  signinErrors = new Inbox();

  constructor({ address, http, user, broadcaster = 'pusher', key = APP.NETSVR_APP_KEY, tls = false, ...options }) {
    const [wsHost, port] = address.split(':');
    const headers = user ? { 'X-User': String(user) } : {};
    this.echo = new Echo({
      broadcaster,
      // what a page has in window.Pusher; 'reverb' sets an empty cluster by itself
      Pusher,
      key,
      ...(broadcaster === 'pusher' ? { cluster: 'mt1' } : {}),
      wsHost,
      wsPort: Number(port),
      wssPort: Number(port),
      forceTLS: tls,
      enabledTransports: ['ws', 'wss'],
      authEndpoint: `${http}/broadcasting/auth`,
      auth: { headers },
      userAuthentication: { endpoint: `${http}/broadcasting/user-auth`, headers },
      ...options,
    });
    this.pusher = this.echo.connector.pusher;
    this.pusher.connection.bind('error', this.errors.take);
    this.pusher.connection.bind('state_change', ({ current }) => this.states.take(current));
    this.pusher.user.bind('pusher:signin_error', this.signinErrors.take);
  }

  /** Connected, with a socket id other than `before`. */
  async connected(before) {
    await eventually(() => this.pusher.connection.state === 'connected' && this.echo.socketId() !== before, 'connected');
    return this;
  }

  /** A channel of Echo, subscribed to. `kind`: channel, private, encryptedPrivate or join. */
  async on(kind, name) {
    const channel = this.echo[kind](name);
    await this.subscribed(channel);
    return channel;
  }

  subscribed(channel) {
    const what = () => `${channel.name} subscribed to; ${JSON.stringify(this.errors.all)}`;
    return eventually(() => channel.subscription.subscribed, what);
  }

  /** All that comes with this event of a channel. */
  inbox(channel, event) {
    const inbox = new Inbox();
    channel.listen(event, inbox.take);
    return inbox;
  }

  leave() {
    this.echo.disconnect();
  }
}
