<?php
declare(strict_types=1);

namespace App;

final class ExceptionHandler extends \Illuminate\Foundation\Exceptions\Handler
{
    public function report(\Throwable $e): void
    {
        if ($e->getMessage() === 'not to be reported') {
            throw new \LogicException('reporting fails');
        }
        parent::report($e);
    }
}
