<?php
/*
 * With TEST_MAIN=process, a process beside the workers is registered at the gateways.
 */
declare(strict_types=1);

return getenv('TEST_MAIN') === 'process' ? [NetsvrBusiness\Hyperf\MainSocketProcess::class] : [];
