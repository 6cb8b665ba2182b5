<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * What happened between this process and its gateways since the process began, by address; with a
 * thread-safe PHP, this thread. `php --ri netsvr` and phpinfo() show the same. pool() and openMetrics() tell of
 * all processes that share memory. Always on.
 */
class Stats
{
    /**
     * The counters, one entry for each address that something was sent to or dropped for.
     *
     * - `workerAddr`: as given to the socket; of dropped messages, as their uniqId says; empty when it says none
     * - `openConnections`: connections there are, and `parkedConnections`: those of them that no object uses
     * - `registeredMainSockets`: main sockets that the gateway forwards events to, and `renewingMainSockets`:
     *   those that are not registered and try to be. Those over sockets written in PHP are not counted
     * - `dials`: attempts to connect, and `failedDials`: those of them that failed
     * - `reconnects`: connections made in place of one that was lost, had gone stale or had been idle too long
     * - `takenFromParked`: how often a parked connection was used again
     * - `requests`: requests begun
     * - `failedExchanges`: requests and one-way commands that did not end well; a repeated request counts again
     * - `sentFrames`, `sentBytes`: frames written whole, and all bytes written
     * - `receivedFrames`, `receivedBytes`: whole frames read, and their bytes
     * - `droppedForUnknownGateway`: uniqIds that were skipped because no such gateway is configured
     * - `backoffUntil`: Unix time before which the gateway is not dialled again; null when it may be
     * - `failed`: messages that failed for good, one-way and questions, by reason: `refused` (nobody listens),
     *   `timedOut`, `paused` (not dialled in backoff), `closed` (the connection ended), `tooLarge` (above
     *   netsvr.send_packet_limit, or an answer above netsvr.max_packet_size), `unknownGateway`, `bufferFull`
     *   (netsvr.max_send_buffer) and `other` (a name or host that is not reached, an answer out of step, a
     *   signal). A message that is too large to be sent counts at the empty `workerAddr`
     * - `unconfirmed`: frames written on a connection that broke before anything showed that the gateway had them
     * - `droppedEvents`: events that found no room while a handler was busy (netsvr.max_receive_buffer)
     * - `lastSuccess`: Unix time at which an exchange last ended well, to within some milliseconds: frames were
     *   written, or an answer or event was read; null before the first one
     * - `dialSeconds`: how long dials took, well or not: how many at most so many seconds, each bucket with those
     *   before it, the sum and how many in all. Names that were not resolved are not in it
     * - `requestSeconds`: the same of requests
     *
     * What PHP code does with the stream of getSocket() is not counted.
     *
     * @return list<array{workerAddr: string, openConnections: int, parkedConnections: int,
     *     registeredMainSockets: int, renewingMainSockets: int, dials: int, failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
     *     sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
     *     droppedForUnknownGateway: int, backoffUntil: float|null, failed: array<string, int>,
     *     unconfirmed: int, droppedEvents: int, lastSuccess: float|null,
     *     dialSeconds: array{buckets: array<string, int>, sum: float, count: int},
     *     requestSeconds: array{buckets: array<string, int>, sum: float, count: int}}>
     */
    public static function get(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The same of all processes that share memory with this one (netsvr.shared) and run as the same user: the
     * children of a php-fpm master, the workers of a Workerman. Processes that have ended stay in the sums.
     * `openConnections`, `parkedConnections`, the main sockets and `processes`, those that have used the gateway,
     * count the ones that live. Without shared memory it is this process alone.
     *
     * A process adds what is new at the end of each request; in one that goes on at most once a second, when it
     * sends and in the loop that reads main sockets. Gateways that are not configured are added up at the empty
     * `workerAddr`.
     *
     * @return list<array{workerAddr: string, openConnections: int, parkedConnections: int,
     *     registeredMainSockets: int, renewingMainSockets: int, dials: int, failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
     *     sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
     *     droppedForUnknownGateway: int, backoffUntil: float|null, failed: array<string, int>,
     *     unconfirmed: int, droppedEvents: int, lastSuccess: float|null,
     *     dialSeconds: array{buckets: array<string, int>, sum: float, count: int},
     *     requestSeconds: array{buckets: array<string, int>, sum: float, count: int}, processes: int}>
     */
    public static function pool(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * pool() as OpenMetrics text, which Prometheus and others read: `netsvr_…` with the label `gateway`. Serve it
     * as `application/openmetrics-text; version=1.0.0; charset=utf-8`; examples/metrics.php does.
     */
    public static function openMetrics(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
