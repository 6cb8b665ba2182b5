<?php
declare(strict_types=1);

namespace app;

use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\Denied;
use NetsvrBusiness\Support\Opening;
use RuntimeException;

final class Doorman implements Callbacks
{
    public function opening(Opening $opening): Admission
    {
        return match ($opening->token()) {
            'fail' => throw new RuntimeException('the door is stuck'),
            'nobody' => throw new Denied('who are you?'),
            default => Admission::as($opening->token())->send("come in, {$opening->token()}"),
        };
    }

    public function closed(Closed $closed): void
    {
        file_put_contents(runtime_path() . '/closed', "$closed->customerId\n", FILE_APPEND);
    }
}
