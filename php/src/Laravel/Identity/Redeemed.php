<?php
/*
 * Who a ticket says the client is: what its gateway is to keep for the connection.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

use Netsvr\ConnInfoUpdate;

final class Redeemed
{
    /**
     * @param bool $before whether this connection has shown the ticket before: to the open callback of a gateway 8.x,
     *     which has set customerId and session already
     */
    public function __construct(
        public readonly string $customerId,
        public readonly string $session = '',
        public readonly bool $before = false
    ) {
    }

    /** The command that makes the connection the customer's; topics and data may go with it. */
    public function update(string $uniqId): ConnInfoUpdate
    {
        return (new ConnInfoUpdate())
            ->setUniqId($uniqId)
            ->setNewCustomerId($this->customerId)
            ->setNewSession($this->session);
    }
}
