<?php
/*
 * A coroutine that a scene has started.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

final class Coroutine
{
    public bool $hasEnded = false;
    public bool $wasKilled = false;
    /** What its host knows it by. */
    public mixed $handle = null;
}
