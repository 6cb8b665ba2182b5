<?php
/*
 * One sequence: as many operations as asked for, drawn by its seed.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use NetsvrBusiness\Container;
use Throwable;

final class Sequence
{
    /** Seconds after which no further step is begun. */
    private const LONGEST = 6.0;

    /**
     * @param list<string> $addrs worker addresses
     * @param list<int>|null $only the steps to do; null: all
     */
    public static function run(int $seed, int $steps, array $addrs, ?array $only): void
    {
        $dice = new Dice("$seed");
        $pool = new Pool();
        $isBusy = $dice->oneIn(3);
        $squeezes = $dice->pick($isBusy ? [0, 10, 30] : [0, 0, 3, 15]);
        $operations = new Operations($pool, new Subjects(), $addrs, $squeezes, $isBusy);
        $end = microtime(true) + self::LONGEST;
        for ($step = 1; $step <= $steps && microtime(true) < $end; $step++) {
            if ($only !== null && !in_array($step, $only, true)) {
                continue;
            }
            Log::line("step $step");
            Hook::prepare($operations, "$seed/$step");
            try {
                $operations->step(new Dice("$seed/$step"), $step <= 3);
            } catch (Throwable $thrown) {
                self::judge($thrown);
            }
            $operations->release();
        }
        Log::line('end');
        Hook::prepare($operations, "$seed/end");
        try {
            restore_error_handler();
            unset($thrown);
            Container::setInstance(new Container());
            $operations->clear();
            Hook::prepare(null, '');
            $operations->clear();
        } catch (Throwable $thrown) {
            self::judge($thrown);
        }
        $operations->release();
        gc_collect_cycles();
        gc_collect_cycles();
    }

    private static function judge(Throwable $thrown): void
    {
        Log::line('    ' . get_class($thrown) . ': ' . strtok($thrown->getMessage(), "\n"));
        // The fuzzer's own mistakes must not pass for user code.
        if (str_starts_with($thrown->getFile(), __DIR__) && $thrown instanceof \ParseError) {
            Log::fault("the fuzzer itself: {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}");
        }
    }
}
