<?php
declare(strict_types=1);

namespace App;

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\ConnectionSignature;
use NetsvrBusiness\Support\Opening;

/** As in php/README.md: a guest, until it is claimed; ClaimController does that. */
final class Greeter implements Callbacks
{
    public function __construct(private ConnectionSignature $signature)
    {
    }

    public function opening(Opening $opening): Admission
    {
        NetBus::forceOfflineGuest($opening->uniqId, '', 30);
        return Admission::guest()->send([
            'event' => 'claim',
            'uniqId' => $opening->uniqId,
            'signature' => $this->signature->sign($opening->uniqId),
        ]);
    }

    public function closed(Closed $closed): void
    {
    }
}
