<?php
/*
 * What a sequence does to objects: one method each, drawn by its weight. Here is the drawing, and what fits no theme.
 * The methods are in three traits, by theme.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Fiber;
use Throwable;

final class Operations
{
    use CallOperations;
    use PropertyOperations;
    use ObjectOperations;

    private const WEIGHTS = [
        'construct' => 16, 'wire' => 8, 'call' => 34, 'callStatic' => 22, 'callFunction' => 1, 'withoutConstructor' => 5,
        'setProperty' => 8, 'setStatic' => 2, 'tie' => 6, 'refer' => 6, 'writeReference' => 3, 'unset' => 4, 'cast' => 3,
        'wrap' => 3, 'weak' => 2, 'dump' => 4, 'copy' => 3, 'compare' => 3, 'collect' => 2, 'serialise' => 3,
        'unserialise' => 4, 'bind' => 3, 'fiber' => 4, 'drop' => 6, 'iterate' => 3, 'access' => 3, 'setting' => 2,
        'closeStream' => 3, 'trap' => 8,
    ];
    private const BUSY = ['callStatic' => 3, 'connect' => 3, 'closeStream' => 1];
    private const INSIDE = [
        'nothing' => 6, 'call' => 6, 'callSelf' => 8, 'callStatic' => 5, 'setProperty' => 2, 'setSelf' => 4, 'unset' => 1,
        'unsetSelf' => 2, 'refer' => 2, 'drop' => 3, 'collect' => 1, 'fail' => 4, 'suspend' => 8, 'closeStream' => 3,
        'copy' => 1, 'construct' => 1, 'squeeze' => 1, 'exhaust' => 2, 'end' => 1,
    ];

    private Dice $dice;
    private Values $values;
    private Memory $memory;
    /** @var list<mixed> fibers that wait, weak references, objects that wrap others */
    private array $kept = [];
    /** @var list<object> what destructors raised */
    private array $raised = [];

    /**
     * @param list<string> $addrs worker addresses
     * @param int $squeezes how many of a hundred calls are made with little memory left
     * @param bool $isBusy connections are used more than anything else, with what they expect, by classes as they are
     */
    public function __construct(
        private Pool $pool,
        private Subjects $subjects,
        private array $addrs,
        private int $squeezes,
        private bool $isBusy
    ) {
        $this->memory = new Memory();
        $this->use(new Dice(''));
    }

    /** The next operation; early on, mostly one that makes connections possible. */
    public function step(Dice $dice, bool $early): void
    {
        $this->use($dice);
        if ($early && ($this->isBusy || !$dice->oneIn(3))) {
            $this->wire();
            return;
        }
        $this->{$dice->weighed($this->isBusy && !$dice->oneIn(4) ? self::BUSY : self::WEIGHTS)}();
    }

    /** What a callback or user class does in the middle of another operation, in a method of an object perhaps. */
    public function inside(Dice $dice, ?object $self): mixed
    {
        [$outer, $this->dice, $values, $this->values] = [$this->dice, $dice, $this->values, $this->values($dice)];
        try {
            $what = $dice->weighed(self::INSIDE);
            return match ($what) {
                'nothing' => null,
                'callSelf' => $this->callOn($self ?? $this->pool->pick($dice)),
                'setSelf' => $this->set($self ?? $this->pool->pick($dice)),
                'unsetSelf' => $this->unsetIn($self ?? $this->pool->pick($dice)),
                'fail' => throw new Failure('thrown by a callback'),
                'suspend' => Fiber::getCurrent() === null ? null : Fiber::suspend(),
                'end' => $dice->oneIn(4) ? exit() : null,
                default => $this->$what(),
            };
        } catch (Failure $failure) {
            throw $failure;
        } catch (Throwable $thrown) {
            if ($dice->oneIn(2)) {
                throw $thrown;
            }
            return null;
        } finally {
            [$this->dice, $this->values] = [$outer, $values];
        }
    }

    /** Called by a destructor: the object lives on. */
    public function raise(Dice $dice, object $self): void
    {
        $this->raised[$dice->below(4)] = $self;
    }

    public function values(Dice $dice): Values
    {
        return new Values($dice, $this->pool, $this->subjects, $this->addrs, $this->isBusy ? 8 : 2);
    }

    /** Takes back what a step changed outside. */
    public function release(): void
    {
        $this->memory->giveBack();
    }

    /** Lets go of everything. */
    public function clear(): void
    {
        foreach (['kept', 'raised'] as $name) {
            while ($this->$name !== []) {
                array_pop($this->$name);
            }
        }
        $this->pool->clear();
    }

    private function use(Dice $dice): void
    {
        $this->dice = $dice;
        $this->values = $this->values($dice);
    }

    private function collect(): void
    {
        if (!gc_enabled()) {
            return;
        }
        Log::line('  gc_collect_cycles()');
        gc_collect_cycles();
    }

    /** A fiber that may be suspended inside a callback, and be resumed later or never. */
    private function fiber(): void
    {
        foreach ($this->kept as $at => $fiber) {
            if ($fiber instanceof Fiber && $this->dice->oneIn(2)) {
                unset($this->kept[$at]);
                if ($fiber->isSuspended() && $this->dice->oneIn(2)) {
                    Log::line('  resume a fiber');
                    $fiber->resume();
                }
                return;
            }
        }
        $static = $this->dice->oneIn(2);
        Log::line('  in a fiber:');
        $fiber = new Fiber($static ? $this->callStatic(...) : $this->call(...));
        $fiber->start();
        if ($fiber->isSuspended()) {
            Log::line('  the fiber is suspended');
            $this->kept[] = $fiber;
        }
    }

    private function trap(): void
    {
        (new Traps($this->dice, $this->subjects, $this->addrs))->spring();
    }

    private function drop(): void
    {
        Log::line('  drop an object');
        $this->pool->drop($this->dice);
        if ($this->dice->oneIn(4)) {
            array_shift($this->kept);
        }
        if ($this->dice->oneIn(4)) {
            array_pop($this->raised);
        }
    }

    /** A setting of the extension, or an error handler, which is a callback, too. */
    private function setting(): void
    {
        if ($this->dice->oneIn(3)) {
            Log::line('  an error handler');
            set_error_handler(static function (): bool {
                Hook::enter(null, 'the error handler');
                return true;
            });
            return;
        }
        $key = $this->dice->pick(array_keys((array)ini_get_all('netsvr', false)));
        $value = $this->dice->pick(['0', '1', '64', '1K', '2M', '-1', 'throw', 'log', 'off', 'trace', '', '99999999999999999999']);
        Log::line("  ini_set('$key', '$value')");
        @ini_set((string)$key, $value);
    }
}
