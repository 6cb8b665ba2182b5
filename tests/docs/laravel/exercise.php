<?php
/* Uses a class of a page as the library would: events of a client, a callback of a gateway, a notification. */
declare(strict_types=1);

namespace NetsvrTests\Docs\Laravel;

use App\Models\Order;
use App\Models\User;
use Illuminate\Foundation\Application;
use Illuminate\Notifications\Notification;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Callbacks;
use ReflectionClass;
use RuntimeException;

function exercise(Application $app, string $class, User $user): void
{
    $reflection = new ReflectionClass($class);
    if ($reflection->implementsInterface(EventInterface::class)) {
        $fake = NetBus::fake();
        $handler = $app->make($class);
        $handler->onOpen((new \Netsvr\ConnOpen())->setUniqId('7f00000117ad0000000000'));
        $handler->onMessage((new \Netsvr\Transfer())->setUniqId('7f00000117ad0000000000')->setData('Hello.'));
        $handler->onClose((new \Netsvr\ConnClose())->setUniqId('7f00000117ad0000000000'));
    } elseif ($reflection->implementsInterface(Callbacks::class)) {
        $fake = NetBus::fake();
        $app->instance($class, $app->make($class));
        $answer = $fake->open('a1', $class, realIp: 'secret');
        if (!$answer->getAllow()) {
            throw new RuntimeException("$class let nobody in");
        }
        $fake->close('a1');
    } elseif ($reflection->isSubclassOf(Notification::class)) {
        $notification = new $class(new Order(7));
        if (!in_array('netsvr', $notification->via($user), true)) {
            throw new RuntimeException("$class does not go through netsvr");
        }
        if ($notification->toNetsvr($user) === []) {
            throw new RuntimeException("$class says nothing");
        }
    }
}
