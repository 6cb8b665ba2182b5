<?php
/*
 * With hyperf/signal, as its documents have it.
 */
declare(strict_types=1);

return [
    'handlers' => getenv('TEST_SIGNAL') ? [NetsvrBusiness\Hyperf\Handler\StopHandler::class => 1] : [],
    'timeout' => 1.0,
];
