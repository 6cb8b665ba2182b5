<?php
declare(strict_types=1);

namespace app;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use support\Log;
use Workerman\Worker;

/** What a project has that was set up by hand. */
final class OwnBootstrap implements \Webman\Bootstrap
{
    public static function start(?Worker $worker): void
    {
        Container::getInstance()->bind(TaskSocketMangerInterface::class, static function (): TaskSocketManger {
            $manager = new TaskSocketManger();
            $address = (string)getenv('TEST_OWN_BOOTSTRAP');
            $manager->addSocket(new TaskSocket('own', Log::channel(), $address, 5, 5, 117));
            return $manager;
        });
    }
}
