<?php
declare(strict_types=1);

namespace App;

use Illuminate\Support\Facades\Log;
use NetsvrBusiness\Laravel\Work\Periodic;
use RuntimeException;

final class FailingWork implements Periodic
{
    public function tick(): void
    {
        Log::withContext(['left' => 'by a tick']);
        throw new RuntimeException('periodic work fails');
    }
}
