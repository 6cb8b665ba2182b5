<?php
/*
 * The log of the process that calls the handler. What the handler throws is on Webman's terminal, too: whoever has just
 * written it looks there.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use Psr\Log\AbstractLogger;
use Psr\Log\LoggerInterface;
use Throwable;
use Workerman\Worker;

/** @internal */
final class MainLogger extends AbstractLogger
{
    /** Of so many places in one process. */
    private const PLACES = 20;

    /** @var array<string, true> the places that have been told */
    private array $told = [];

    public function __construct(private readonly LoggerInterface $logger, private readonly string $handler)
    {
    }

    /**
     * @param mixed $level
     * @param string|\Stringable $message
     */
    public function log($level, $message, array $context = []): void
    {
        $this->logger->log($level, $message, $context);
        $thrown = $context['exception'] ?? null;
        if ($thrown instanceof Throwable && str_contains((string)$message, 'process netsvr event failed.')) {
            $this->tell($thrown);
        }
    }

    /** Once for each place: a handler may throw at every message. */
    private function tell(Throwable $thrown): void
    {
        $place = "{$thrown->getFile()} on line {$thrown->getLine()}";
        if (isset($this->told[$place]) || count($this->told) >= self::PLACES) {
            return;
        }
        $this->told[$place] = true;
        Worker::log(sprintf(
            'netsvr: %s has thrown %s: %s in %s. The log has the trace, and every time that it happens again.',
            $this->handler,
            get_debug_type($thrown),
            $thrown->getMessage(),
            $place
        ));
    }
}
