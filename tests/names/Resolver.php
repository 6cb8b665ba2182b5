<?php
/*
 * The name server of a test: a child process that answers on UDP port 53 of loopback, as the test tells it to.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrTests\Support\ChildProcess;

final class Resolver
{
    private function __construct(private ChildProcess $child)
    {
    }

    public static function start(): self
    {
        $resolver = new self(ChildProcess::start(__DIR__ . '/name_server.php'));
        $resolver->child->request(['do' => 'start']);
        return $resolver;
    }

    /** The name leads to these addresses from now on, first one first; without any, it does not exist. */
    public function set(string $name, string ...$ips): void
    {
        $this->child->request(['do' => 'set', 'name' => $name, 'ips' => $ips]);
    }

    /** From now on answers nothing; what is asked meanwhile is never answered. */
    public function hang(): void
    {
        $this->mode('hang');
    }

    /** From now on refuses to answer. */
    public function fail(): void
    {
        $this->mode('fail');
    }

    /**
     * From now on answers.
     *
     * @param int $delay longest time that an answer takes, in milliseconds: each takes another one
     */
    public function answer(int $delay = 0): void
    {
        $this->mode('answer', $delay);
    }

    /** How often the name has been asked for. */
    public function questions(string $name): int
    {
        return $this->child->request(['do' => 'questions', 'name' => $name])['count'];
    }

    private function mode(string $mode, int $delay = 0): void
    {
        $this->child->request(['do' => 'mode', 'mode' => $mode, 'delay' => $delay]);
    }
}
