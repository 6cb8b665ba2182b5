<?php
/*
 * The port of a server that speaks first, as MySQL does, in place of the worker port. Whether its greeting is there before the
 * question leaves, or comes behind it: what is thrown, and what is logged, says what happened, where, and what to check. strace
 * lets connect() return late, so that the greeting comes first.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Skipped;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\Step;

const QUESTION = <<<'PHP'
    require $argv[1];
    $logger = new NetsvrTests\Support\ArrayLogger();
    $manager = new NetsvrBusiness\TaskSocketManger();
    $manager->addSocket(new NetsvrBusiness\TaskSocket('', $logger, $argv[2], 1, 1, 117));
    NetsvrTests\Support\Setup::bind($manager);
    try {
        NetsvrBusiness\NetBus::uniqIdCount();
    } catch (NetsvrBusiness\Exception\SocketReceiveException $exception) {
        echo 'thrown: ', $exception->getPrevious()->getMessage(), "\n";
    }
    array_map(static fn(array $record) => print("logged: $record[1]\n"), $logger->records);
    PHP;

return static function (Lab $lab): void {
    $greeting = "J\0\0\0\n8.0.36\0";
    $late = ['strace', '-f', '-o', '/dev/null', '-e', 'trace=connect', '-e', 'inject=connect:delay_exit=200000'];
    $cases = [
        'comes first' => [$late, Step::atConnect(Step::raw($greeting)), 'send to %s failed', 'the other side had sent something before it was asked'],
        'comes behind' => [[], Step::afterBytes(1, Step::raw($greeting)), 'receive from %s failed', 'above the limit'],
    ];
    foreach ($cases as $name => [$through, $step, $where, $why]) {
        $lab->case($name, static function () use ($lab, $through, $step, $where, $why): void {
            if ($through !== [] && trim((string)shell_exec('command -v strace')) === '') {
                throw new Skipped('there is no strace');
            }
            $server = FakeGateway::start([[$step], [$step]]);
            $php = [PHP_BINARY, '-n', '-d', 'extension=' . getenv('NETSVR_SO'), '-r', QUESTION];
            $program = Program::start(__DIR__, [...$through, ...$php, dirname(__DIR__) . '/support/autoload.php', $server->addr()]);
            $program->wait(20.0);
            $said = $program->output();
            foreach (['thrown' => '~^thrown: ~', 'logged' => '~^(logged: |\d+ --> )~'] as $how => $pattern) {
                $lines = implode("\n", preg_grep($pattern, explode("\n", $said)) ?: []);
                foreach ([sprintf($where, $server->addr()), $why, 'check that it is the worker port'] as $part) {
                    $lab->check(str_contains($lines, $part), "\"$part\" is not $how: $said");
                }
            }
            $server->stop();
        });
    }
};
