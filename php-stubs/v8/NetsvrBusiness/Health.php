<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** A readiness probe: for a load balancer, a container or a supervisor that asks whether this process can work. */
class Health
{
    /**
     * Asks every gateway a small question over its task socket, all at once. A gateway in backoff, or one that
     * hangs, is not asked: it is not ready. `ready` is true when there are gateways and all of them answer.
     * Failures are logged as those of any query.
     *
     * @param float $timeout seconds for the whole call, connecting included; greater than 0, at most 3600
     * @return array{ready: bool, gateways: list<array{workerAddr: string, ready: bool, problem: ?string}>}
     * @throws \ValueError for a time that is not allowed
     * @throws Exception\ClassNotFoundException when no TaskSocketMangerInterface is bound in the Container
     */
    public static function check(float $timeout): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
