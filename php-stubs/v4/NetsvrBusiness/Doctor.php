<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** Finds out what listens at an address, and what is wrong with it. For diagnosis by hand, not for calls on the hot path. */
class Doctor
{
    /**
     * Tells which port of which gateway an address is, and compares that with netsvr.gateway and netsvr.task_addrs.
     * Its questions change nothing: it does not register, sets no limit, and writes to no client but its own. A
     * gateway 8.x logs a line for a question that came to the wrong port.
     *
     * - `gateway`: 5, 8, or null where none is; `port`: `worker`, `task`, `websocket`, `web`, `stranger`,
     *   `closes`, `silent`, `slow`, `broken`, `closed`, `unreachable`, `unresolved`, `unknown`; `what`: both
     *   in words
     * - `heartbeatAccepted`: false when the port closes the connection at that message
     * - `ownAddr`: the gateway's own address, with which the uniqIds of its clients begin
     * - `beside`: its task address and the neighbouring ports, as far as they were examined
     * - `websocket`: null without a URL. `letsIn`: false when the client was turned away. `callback`: the open callback of
     *   8.x `allows` (or there is none), `refuses` or `fails`. `compression`: `works`, `loses` (8.x that was built
     *   with Go 1.27) or `off`
     * - `unknown`: why something is null
     * - `problems`: sentences that name what to change; empty when all is well
     *
     * @param string $addr `host:port`
     * @param string $heartbeatMessage the one that your sockets use
     * @param ?string $websocketUrl `ws://host:port/path` where clients connect: then a client of its own connects, too. If
     *     the gateway compresses, this client is sent two messages, once its uniqId is known
     * @param float $timeout seconds for each round of questions: three rounds, and some more with a URL; greater
     *     than 0, at most 3600
     * @return array{
     *     addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool,
     *     workerAddr: ?string, taskAddr: ?string, clients: ?int, ownAddr: ?string,
     *     limits: ?array{onOpen: int, onMessage: int},
     *     beside: list<array{addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool}>,
     *     websocket: ?array{opens: bool, letsIn: ?bool, what: string, callback: ?string, compression: ?string},
     *     unknown: array<string, string>, problems: list<string>
     * }
     * @throws \ValueError when an address, URL or time is not valid, and when the heartbeat message begins like a
     *     command
     */
    public static function examine(string $addr, string $heartbeatMessage = '~6YOt5rW35piO~', ?string $websocketUrl = null, float $timeout = 2.0): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
