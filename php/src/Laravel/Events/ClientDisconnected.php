<?php
/*
 * A client has gone, whoever closed the connection. Dispatched by `netsvr:work`, only when somebody listens; a gateway
 * that dies takes its clients along without such an event.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

final class ClientDisconnected
{
    /**
     * @param string $app id of the application whose client it was
     * @param string $customerId the user that the connection stood for; empty for a guest
     */
    public function __construct(
        public readonly string $app,
        public readonly string $uniqId,
        public readonly string $customerId
    ) {
    }
}
