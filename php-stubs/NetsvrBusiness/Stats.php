<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * What happened between this process and its gateways since the process began, by worker address; with a
 * thread-safe PHP, this thread. `php --ri netsvr` and phpinfo() show the same. Always on.
 */
class Stats
{
    /**
     * The counters, one entry for each worker address that something was sent to or dropped for.
     *
     * - `workerAddr`: as given to the socket; of dropped messages, as their uniqId says; empty when it says none
     * - `openConnections`: connections there are, and `parkedConnections`: those of them that no object uses
     * - `dials`: attempts to connect, and `failedDials`: those of them that failed
     * - `reconnects`: connections made in place of one that was lost, had gone stale or had been idle too long
     * - `takenFromParked`: how often a parked connection was used again
     * - `requests`: requests begun
     * - `failedExchanges`: requests and one-way commands that did not end well; a repeated request counts again
     * - `sentFrames`, `sentBytes`: frames written whole, and all bytes written
     * - `receivedFrames`, `receivedBytes`: whole frames read, and their bytes
     * - `droppedForUnknownGateway`: uniqIds that were skipped because no such gateway is configured
     * - `backoffUntil`: Unix time before which the gateway is not dialled again; null when it may be
     *
     * What PHP code does with the stream of getSocket() is not counted.
     *
     * @return list<array{workerAddr: string, openConnections: int, parkedConnections: int, dials: int,
     *     failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
     *     sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
     *     droppedForUnknownGateway: int, backoffUntil: float|null}>
     */
    public static function get(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
