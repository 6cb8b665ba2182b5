<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** What listens at an address, and what is wrong with it: for a person who asks, not for the way of a message. */
class Doctor
{
    /**
     * Tells which port of which gateway an address is, by questions that change nothing, and holds it against
     * netsvr.gateway and netsvr.task_addrs. Nobody registers, no limit is set, no client is written to but one
     * of its own. A gateway 8.x has a line in its log for a question that came to the wrong port.
     *
     * - `gateway`: 5, 8, or null where none is; `port`: `worker`, `task`, `websocket`, `web`, `stranger`,
     *   `closes`, `silent`, `slow`, `broken`, `closed`, `unreachable`, `unresolved`, `unknown`; `what`: both, in
     *   words
     * - `heartbeatAccepted`: false when the port closes the connection at that message
     * - `ownAddr`: the gateway's own address, with which the uniqIds of its clients begin
     * - `beside`: its task address and the ports next to it, where it was worth looking
     * - `websocket`: null without a URL. `letsIn`: false when the client was sent away. `callback`: the open callback of
     *   8.x `allows` (or there is none), `refuses` or `fails`. `compression`: `works`, `loses` (8.x that was built
     *   with Go 1.27) or `off`
     * - `unknown`: why something is null
     * - `problems`: sentences that name what is to be changed; none when all is well
     *
     * @param string $addr `host:port`
     * @param string $heartbeatMessage as your sockets are given it
     * @param ?string $websocketUrl `ws://host:port/path` where clients connect; a client of its own does so then.
     *     Where the gateway compresses, it is sent two messages, once it is known which client it is
     * @param float $timeout seconds for each round of questions, of which there are three, and some more with a
     *     URL; greater than 0, at most 3600
     * @return array{
     *     addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool,
     *     workerAddr: ?string, taskAddr: ?string, clients: ?int, ownAddr: ?string,
     *     limits: ?array{onOpen: int, onMessage: int},
     *     beside: list<array{addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool}>,
     *     websocket: ?array{opens: bool, letsIn: ?bool, what: string, callback: ?string, compression: ?string},
     *     unknown: array<string, string>, problems: list<string>
     * }
     * @throws \ValueError for what is no address, URL or time, and for a heartbeat message that begins as a
     *     command does
     */
    public static function examine(string $addr, string $heartbeatMessage = '~6YOt5rW35piO~', ?string $websocketUrl = null, float $timeout = 2.0): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
