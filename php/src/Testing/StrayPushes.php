<?php
/*
 * What a test has not allowed to be sent: refused where it is sent. Should the application catch what is thrown there,
 * the next assertion says it again.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use PHPUnit\Framework\AssertionFailedError;

/** @internal */
final class StrayPushes
{
    /** @var list<string|Closure>|null null: everything is allowed */
    private ?array $allowed = null;
    private ?string $problem = null;

    /** @param list<string|Closure> $allowed */
    public function prevent(array $allowed): void
    {
        $this->allowed = $allowed;
    }

    /** @throws AssertionFailedError for what is not allowed */
    public function check(SentFrame $frame): void
    {
        if ($this->allowed === null || $frame->isQuery() || $this->isAllowed($frame)) {
            return;
        }
        $this->problem ??= "A stray push: this test allows no such message, and the application has sent it:\n  $frame\n"
            . 'preventStrayPushes() takes what may be sent: classes of messages, names of events, closures.';
        throw new AssertionFailedError($this->problem);
    }

    /** @throws AssertionFailedError again, once, when the application has kept it to itself */
    public function complain(): void
    {
        if ($this->problem !== null) {
            [$problem, $this->problem] = [$this->problem, null];
            throw new AssertionFailedError($problem);
        }
    }

    private function isAllowed(SentFrame $frame): bool
    {
        foreach ($this->allowed ?? [] as $allowed) {
            if ($allowed instanceof Closure ? $allowed($frame) : $frame->message instanceof $allowed) {
                return true;
            }
            if (is_string($allowed) && self::bringsOnly($allowed, $frame)) {
                return true;
            }
        }
        return false;
    }

    /** @param string $pattern the name of an event, in which * stands for anything */
    private static function bringsOnly(string $pattern, SentFrame $frame): bool
    {
        $pushes = Push::in($frame);
        $others = array_filter($pushes, static function (Push $push) use ($pattern): bool {
            $event = PushedEvent::of($push)?->event;
            return $event === null || !fnmatch($pattern, $event, FNM_NOESCAPE);
        });
        return $pushes !== [] && $others === [];
    }
}
