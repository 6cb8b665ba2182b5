<?php
/*
 * Under Octane, what netsvr.confirm = request does elsewhere when PHP's request ends: a request, task or tick that has sent
 * something is followed by a small question, and what is not confirmed gets a line. PHP's own request ends there with the
 * worker, and on Swoole not even then.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Listeners;

use Illuminate\Contracts\Container\Container as LaravelContainer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Extension;

final class ConfirmOperation
{
    /** Seconds, as the extension has it. */
    private const PATIENCE = 1.0;

    public function handle(): void
    {
        if (!Extension::isThere() || ini_get('netsvr.confirm') !== 'request') {
            return;
        }
        $container = Container::getInstance();
        // Nobody has sent anything yet: no sockets are made for the question.
        if (!$container instanceof LaravelContainer || !$container->resolved(TaskSocketMangerInterface::class)) {
            return;
        }
        foreach (NetBus::flush(self::PATIENCE) as $gateway) {
            if ($gateway['unconfirmed'] > 0) {
                $container->make(NetsvrServiceProvider::LOGGER)->error(sprintf(
                    'netsvr: %s has not confirmed %d frames of this request: %s',
                    $gateway['workerAddr'],
                    $gateway['unconfirmed'],
                    $gateway['problem']
                ));
            }
        }
    }
}
