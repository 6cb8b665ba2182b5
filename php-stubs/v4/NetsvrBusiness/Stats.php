<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * What has happened between this process (with a thread-safe PHP: this thread) and its gateways since it began,
 * by worker address. `php --ri netsvr` and phpinfo() show the same. pool() and openMetrics() cover all processes
 * that share memory. The counters are always on.
 */
class Stats
{
    /**
     * The counters, one entry for each worker address that something was sent to or dropped for.
     *
     * - `workerAddr`: as given to the socket; for dropped messages the address in their uniqId, empty if there is none
     * - `openConnections`: open connections, and `parkedConnections`: those of them that no object uses
     * - `registeredMainSockets`: main sockets that the gateway forwards events to, and `renewingMainSockets`:
     *   those that are trying to register. Main sockets over sockets written in PHP are not counted
     * - `dials`: attempts to connect, and `failedDials`: those of them that failed
     * - `reconnects`: connections made in place of one that was lost, had gone stale or had been idle too long
     * - `takenFromParked`: how often a parked connection was used again
     * - `requests`: requests that were begun
     * - `failedExchanges`: requests and one-way commands that failed; a repeated request counts again
     * - `sentFrames`, `sentBytes`: frames that were written whole, and all bytes written
     * - `receivedFrames`, `receivedBytes`: whole frames read, and their bytes
     * - `droppedForUnknownGateway`: uniqIds that were skipped because no such gateway is configured
     * - `backoffUntil`: Unix time until which the gateway is not dialled; null when it may be dialled
     * - `failed`: messages that failed for good, one-way commands and requests, by reason: `refused` (nobody listens),
     *   `timedOut`, `paused` (not dialled in backoff), `closed` (the connection ended), `tooLarge` (above
     *   netsvr.send_packet_limit, or an answer above netsvr.max_packet_size), `unknownGateway`, `bufferFull`
     *   (netsvr.max_send_buffer) and `other` (a name or host that is not reached, an answer out of step, a
     *   signal). A message that is too large to be sent counts under the empty `workerAddr`
     * - `unconfirmed`: frames written on a connection that broke before anything showed that the gateway had received them
     * - `droppedEvents`: events that found no room while a handler was busy (netsvr.max_receive_buffer)
     * - `lastSuccess`: Unix time, to within some milliseconds, of the last exchange that succeeded: frames were
     *   written, or an answer or event was read; null before the first one
     * - `dialSeconds`: how long dials took, successful or not, as a histogram: each bucket counts the dials that took
     *   at most so many seconds, those of smaller buckets included; then the sum and the number of all. Names
     *   that could not be resolved are not included
     * - `requestSeconds`: the same for requests
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
     * The same for all processes that share memory with this one (netsvr.shared) and run as the same user: the
     * children of a php-fpm master, the workers of Workerman. The sums include processes that have ended.
     * `openConnections`, `parkedConnections`, the main sockets and `processes` (those that have used the gateway)
     * count living processes only. Without shared memory it is this process alone.
     *
     * A process adds its new figures at the end of each request. A process that runs on adds them when it sends
     * and in the loop that reads main sockets, at most once a second. Gateways that are not configured are added up
     * under the empty `workerAddr`.
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
     * The figures of pool() as OpenMetrics text for Prometheus and others: `netsvr_…` with the label `gateway`. Serve it
     * as `application/openmetrics-text; version=1.0.0; charset=utf-8`; examples/metrics.php does.
     */
    public static function openMetrics(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
