<?php
/*
 * With TEST_MAIN=worker, each worker of the server is registered at the gateways.
 */
declare(strict_types=1);

return getenv('TEST_MAIN') === 'worker' ? [NetsvrBusiness\Hyperf\Listener\StartMainSocketListener::class] : [];
