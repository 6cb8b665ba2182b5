<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** A readiness probe: it tells a load balancer, a container platform or a supervisor whether this process can work. */
class Health
{
    /**
     * Sends every gateway a small request over its task socket, all at once. A gateway in backoff, or one that
     * hangs, is not asked and counts as not ready. `ready` is true when there are gateways and all of them answer.
     * Failures are logged as for any query.
     *
     * @param float $timeout seconds for the whole call, connecting included; greater than 0, at most 3600
     * @return array{ready: bool, gateways: list<array{workerAddr: string, ready: bool, problem: ?string}>}
     * @throws \ValueError when the time is out of its range
     * @throws Exception\ClassNotFoundException when no TaskSocketMangerInterface is bound in the Container
     */
    public static function check(float $timeout): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
