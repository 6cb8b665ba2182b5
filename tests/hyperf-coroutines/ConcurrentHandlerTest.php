<?php
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Support\ConcurrentHandler;
use NetsvrTests\HyperfCoroutines\Handler;
use NetsvrTests\HyperfCoroutines\Logger;
use PHPUnit\Framework\TestCase;

/** Events in coroutines of their own; the coroutines of Swoole are fibers. */
final class ConcurrentHandlerTest extends TestCase
{
    private Handler $handler;
    private Logger $logger;
    private ConcurrentHandler $events;

    protected function setUp(): void
    {
        self::assertSame(-1, Swoole\Coroutine::getCid());
    }

    /** Receives messages as the loop does, in a coroutine of its own. @param string ...$messages `client text` */
    private function receive(int $atOnce, bool $inOrder, string ...$messages): Fiber
    {
        [$this->handler, $this->logger] = [new Handler(), new Logger()];
        $this->events = new ConcurrentHandler($this->handler, $this->logger, $atOnce, $inOrder);
        $loop = new Fiber(function () use ($messages): void {
            foreach ($messages as $message) {
                $this->events->onMessage(new Transfer(['uniqId' => explode(' ', $message)[0], 'data' => $message]));
            }
        });
        $loop->start();
        return $loop;
    }

    public function testTheEventsOfOneClientFollowEachOther(): void
    {
        $loop = $this->receive(10, true, 'a 1', 'a 2', 'b 1', 'a 3');
        self::assertTrue($loop->isTerminated());
        self::assertSame(['begin a 1', 'begin b 1'], $this->handler->log);
        $this->handler->end('a 1');
        self::assertSame(['begin a 1', 'begin b 1', 'end a 1', 'begin a 2'], $this->handler->log);
        $this->handler->end('a 2');
        $this->handler->end('b 1');
        self::assertFalse($this->events->settle(0));
        $this->handler->end('a 3');
        self::assertSame(
            ['begin a 1', 'begin b 1', 'end a 1', 'begin a 2', 'end a 2', 'begin a 3', 'end b 1', 'end a 3'],
            $this->handler->log
        );
        self::assertTrue($this->events->settle(0));
    }

    public function testInNoOrderAllBeginAtOnce(): void
    {
        $this->receive(10, false, 'a 1', 'a 2', 'a 3');
        self::assertSame(['begin a 1', 'begin a 2', 'begin a 3'], $this->handler->log);
    }

    public function testTheLoopWaitsForAPlace(): void
    {
        foreach ([true, false] as $inOrder) {
            $loop = $this->receive(2, $inOrder, 'a 1', 'b 1', 'c 1');
            self::assertFalse($loop->isTerminated());
            self::assertSame(['begin a 1', 'begin b 1'], $this->handler->log);
            $this->handler->end('b 1');
            self::assertTrue($loop->isTerminated());
            self::assertContains('begin c 1', $this->handler->log);
        }
        // Those that wait for the one before them have a place, too.
        $loop = $this->receive(2, true, 'a 1', 'a 2', 'a 3');
        self::assertFalse($loop->isTerminated());
        $this->handler->end('a 1');
        self::assertTrue($loop->isTerminated());
    }

    public function testAnEventThatFailsIsLoggedAndEndsNothingElse(): void
    {
        $this->receive(1, true, 'a fails', 'a 2');
        $this->handler->end('a fails');
        self::assertSame(['begin a fails', 'end a fails', 'begin a 2'], $this->handler->log);
        $this->handler->end('a 2');
        self::assertTrue($this->events->settle(0));
        self::assertCount(1, $this->logger->lines);
        self::assertStringStartsWith(
            'error netsvr: ' . Handler::class . ' failed: RuntimeException: a fails in ',
            $this->logger->lines[0]
        );
    }

    public function testALoggerThatFailsEndsNothingElse(): void
    {
        $this->receive(2, true);
        $logger = new class extends Psr\Log\AbstractLogger {
            public function log($level, $message, array $context = []): void
            {
                throw new RuntimeException('the disk is full');
            }
        };
        $this->events = new ConcurrentHandler($this->handler, $logger, 2);
        $loop = new Fiber(function (): void {
            foreach (['a fails', 'a 2', 'b 1'] as $message) {
                $this->events->onMessage(new Transfer(['uniqId' => $message[0], 'data' => $message]));
            }
        });
        $loop->start();
        $log = ini_set('error_log', '/dev/null');
        $this->handler->end('a fails');
        ini_set('error_log', (string)$log);
        self::assertTrue($loop->isTerminated());
        self::assertSame(['begin a fails', 'end a fails', 'begin b 1', 'begin a 2'], $this->handler->log);
        $this->handler->end('a 2');
        $this->handler->end('b 1');
        self::assertTrue($this->events->settle(0));
    }

    public function testOpeningAndClosingHaveTheirPlaceInTheOrder(): void
    {
        $this->receive(10, true);
        $loop = new Fiber(function (): void {
            $this->events->onOpen(new ConnOpen(['uniqId' => 'a']));
            $this->events->onMessage(new Transfer(['uniqId' => 'a', 'data' => 'a 1']));
            $this->events->onClose(new ConnClose(['uniqId' => 'a']));
        });
        $loop->start();
        foreach (['open a', 'a 1', 'close a'] as $event) {
            self::assertSame("begin $event", end($this->handler->log));
            $this->handler->end($event);
        }
        self::assertTrue($this->events->settle(0));
    }

    public function testOutsideCoroutinesAnEventIsHandledAtOnce(): void
    {
        [$this->handler, $this->logger] = [new Handler(), new Logger()];
        $events = new ConcurrentHandler($this->handler, $this->logger, 1, true);
        $events->onMessage(new Transfer(['uniqId' => 'a', 'data' => 'a 1']));
        self::assertSame(['begin a 1', 'end a 1'], $this->handler->log);
        // The extension logs it, and goes on.
        $this->expectExceptionMessage('a fails');
        $events->onMessage(new Transfer(['uniqId' => 'a', 'data' => 'a fails']));
    }

    public function testALoopThatIsToEndWaitsForNoPlace(): void
    {
        $loop = $this->receive(1, true, 'a 1', 'b 1', 'c 1');
        self::assertFalse($loop->isTerminated());
        $this->events->end();
        self::assertTrue($loop->isTerminated());
        self::assertSame(['begin a 1', 'begin b 1', 'begin c 1'], $this->handler->log);
        array_map($this->handler->end(...), ['c 1', 'a 1', 'b 1']);
        self::assertTrue($this->events->settle(0));
    }
}
