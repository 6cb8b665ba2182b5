<?php
/*
 * When a worker or a process of Hyperf's ends, takes its registrations at the gateways back.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Listener;

use Hyperf\Coroutine\Coroutine;
use Hyperf\Event\Contract\ListenerInterface;
use Hyperf\Framework\Event\OnWorkerExit;
use Hyperf\Process\Event\AfterCoroutineHandle;
use Hyperf\Process\Event\AfterProcessHandle;
use Hyperf\Server\Event\CoroutineServerStop;
use NetsvrBusiness\Hyperf\MainSockets;
use Psr\Container\ContainerInterface;

class CloseListener implements ListenerInterface
{
    private bool $isEnding = false;

    public function __construct(private ContainerInterface $container)
    {
    }

    /** @return list<class-string> */
    public function listen(): array
    {
        return [OnWorkerExit::class, AfterProcessHandle::class, AfterCoroutineHandle::class, CoroutineServerStop::class];
    }

    public function process(object $event): void
    {
        $sockets = $this->container->get(MainSockets::class);
        // Swoole tells a worker again and again that it is to end.
        if ($event instanceof OnWorkerExit && !$this->isEnding && $sockets->isReceiving()) {
            $this->isEnding = true;
            $manager = (int)($event->server->manager_pid ?? 0) ?: (int)($event->server->master_pid ?? 0);
            Coroutine::create(fn() => $this->wake($manager));
        }
        $stop = $sockets->stop(...);
        Coroutine::inCoroutine() ? $stop() : Coroutine::create($stop);
    }

    /**
     * Swoole's manager starts the next worker when a signal says that this one is to end. It can miss that signal, and then
     * starts it only when this one has ended, which waits for it.
     */
    private function wake(int $manager): void
    {
        for ($i = 0; $i < 4; $i++) {
            Coroutine::sleep(0.1);
            $status = (string)@file_get_contents("/proc/$manager/status");
            // Who does not expect the signal would die of it.
            if (preg_match('/^SigCgt:\s*[0-9a-f]*([0-9a-f]{8})$/m', $status, $signals) !== 1 || (hexdec($signals[1]) >> (SIGIO - 1) & 1) === 0) {
                return;
            }
            posix_kill($manager, SIGIO);
        }
    }
}
