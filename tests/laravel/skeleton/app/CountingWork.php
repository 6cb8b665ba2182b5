<?php
declare(strict_types=1);

namespace App;

use Illuminate\Support\Facades\Log;
use NetsvrBusiness\Laravel\Work\Periodic;

/** Writes the time of each call, and its number, which says that it is the same object. */
final class CountingWork implements Periodic
{
    private int $calls = 0;

    public function tick(): void
    {
        $this->calls++;
        Log::info("tick $this->calls");
        file_put_contents(storage_path('ticks'), "$this->calls " . microtime(true) . "\n", FILE_APPEND);
    }
}
