<?php
/*
 * What must be said about a gateway that has gone without a word: when it was noticed, that one line counts what was
 * sent into the void before, and that nothing after it goes in silence.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

final class Silence
{
    /**
     * @param Lab $lab told what does not hold
     * @param list<Call> $calls one-way calls, from before the cut on
     * @param float $cut Unix time from which on nothing arrived
     * @param float $limit seconds within which it must be noticed
     */
    public static function check(Lab $lab, string $workerAddr, array $calls, float $cut, float $limit): void
    {
        $early = array_filter($calls, static fn(Call $call): bool => $call->ended() < $cut);
        foreach ($early as $call) {
            $lab->check(!$call->complainsOf($workerAddr), 'before the cut: ' . implode(' | ', $call->complaints()));
        }
        $after = array_values(array_filter($calls, static fn(Call $call): bool => $call->ended() >= $cut));
        $noticed = null;
        foreach ($after as $index => $call) {
            if ($call->complainsOf($workerAddr)) {
                $noticed = $index;
                break;
            }
        }
        if ($noticed === null) {
            $lab->check(false, sprintf('%d calls in %.1f s after the cut, and none tells', count($after),
                $after === [] ? 0 : end($after)->ended() - $cut));
            return;
        }
        $took = $after[$noticed]->ended() - $cut;
        $lab->measure(sprintf('noticed after %.2f s: %s', $took, implode(' | ', $after[$noticed]->complaints())));
        $lab->check($took <= $limit, sprintf('noticed after %.2f s; the limit is %.2f s', $took, $limit));
        $silent = array_filter(array_slice($after, $noticed), static fn(Call $call): bool => !$call->complainsOf($workerAddr));
        $lab->check($silent === [], count($silent) . ' of ' . (count($after) - $noticed) . ' calls after that went in silence');
        self::checkCount($lab, $workerAddr, array_merge(...array_map(self::said(...), $calls)), 
            // One may have arrived while the cable was being cut.
            max(1, $noticed - 1), count($early) + $noticed + 1);
    }

    /**
     * One line, and no more, says how many frames may be lost.
     *
     * @param list<string> $lines
     * @param int $least frames that were sent after the cut and before it was noticed
     * @param int $most frames that were sent at all
     */
    public static function checkCount(Lab $lab, string $workerAddr, array $lines, int $least, int $most): void
    {
        $counts = [];
        foreach ($lines as $line) {
            if (str_contains($line, $workerAddr) && preg_match('~(\d+) (?:[a-z]+ )*frames?\b~', $line, $match)) {
                $counts[$line] = (int)$match[1];
            }
        }
        $lab->check(count($counts) === 1, count($counts) . ' lines say how many frames may be lost');
        foreach ($counts as $line => $count) {
            $lab->check($count >= $least && $count <= $most, "$count frames, not $least to $most: $line");
        }
    }

    /** @return list<string> */
    private static function said(Call $call): array
    {
        return $call->failed === null ? $call->log : [...$call->log, $call->failed];
    }
}
