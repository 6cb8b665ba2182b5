<?php
declare(strict_types=1);

use NetsvrTests\Support\Program;
use NetsvrTests\Support\RedisServer;
use PHPUnit\Framework\TestCase;

/** A little of tests/soak/pusher.php, which goes on for longer. */
final class WorkSoakTest extends TestCase
{
    public function testMemoryDescriptorsAndLogStayAsTheyAre(): void
    {
        if (!RedisServer::isAvailable()) {
            self::markTestSkipped('no redis-server, or no extension redis in this PHP');
        }
        $php = Program::php();
        $command = [...$php, dirname(__DIR__) . '/soak/pusher.php', '6000'];
        exec(implode(' ', array_map(escapeshellarg(...), ['/usr/bin/timeout', '200', ...$command])) . ' 2>&1', $output, $status);
        self::assertSame(0, $status, implode("\n", $output));
        self::assertStringContainsString('6020 events', end($output));
    }
}
