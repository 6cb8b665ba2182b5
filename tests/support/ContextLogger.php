<?php
/*
 * A PSR-3 logger that keeps, of each line, the level, the first line of the text and the context.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Psr\Log\AbstractLogger;
use Throwable;

final class ContextLogger extends AbstractLogger
{
    /** @var list<array{string, array<string, mixed>}> level and text, context */
    private array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        $text = strtok((string)$message, "\n");
        $exception = $context['exception'] ?? null;
        if ($exception instanceof Throwable) {
            // not kept itself: its trace holds sockets
            $context['exception'] = get_class($exception);
            // the text describes this exception, as the package has it
            $described = "{$exception->getCode()} --> {$exception->getMessage()} in ";
            $text .= str_contains((string)$message, "\n$described") ? '' : ' OF ANOTHER EXCEPTION';
        }
        $this->lines[] = ["$level $text", $context];
    }

    /** @return list<array{string, array<string, mixed>}> what came since the last call */
    public function take(): array
    {
        [$lines, $this->lines] = [$this->lines, []];
        return $lines;
    }

    /**
     * Prints what came since the last call. Times are held against bounds.
     *
     * @param array<string, string> $names address => what to print instead
     * @param array{float, float} $elapsed the bounds of elapsed_ms
     */
    public function print(string $title, array $names, array $elapsed = [0, 1000]): void
    {
        echo "$title:\n";
        foreach ($this->take() as [$text, $context]) {
            if (isset($context['elapsed_ms'])) {
                [$least, $most] = $elapsed;
                $within = is_float($context['elapsed_ms'])
                    && $context['elapsed_ms'] >= $least && $context['elapsed_ms'] <= $most;
                $context['elapsed_ms'] = $within ? 'as long as it took' : "WRONG: {$context['elapsed_ms']}";
            }
            echo '  ', strtr($text, $names), "\n    ", strtr(json_encode($context, JSON_UNESCAPED_SLASHES), $names), "\n";
        }
    }
}
