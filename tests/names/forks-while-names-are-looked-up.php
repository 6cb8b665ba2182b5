<?php
/*
 * 5,000 forks while look-ups begin and end all the time; each child resolves a name by PHP, which takes the same locks of
 * the C library: none hangs.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;

const FORKS = 5000;
const AT_A_TIME = 16;
/** Fewer than a process knows at a time. */
const NAMES = 250;
/** Seconds that a child may take. The resolver gives up after ten. */
const PATIENCE = 20.0;

return static function (Run $run): void {
    ini_set('netsvr.dns_ttl', '1');
    $resolver = Resolver::start();
    $resolver->set('now.child.test', '127.0.0.9');
    $manager = new TaskSocketManger();
    for ($number = 0; $number < NAMES; $number++) {
        // of several addresses the C library chooses, which takes another lock
        $resolver->set("gateway-$number.test", "127.0.1.$number", "127.0.2.$number");
        $manager->addSocket(Setup::taskSocket("gateway-$number.test:6061", new ArrayLogger()));
        // so that their times are over one after the other: most forks come right after a look-up has begun
        usleep(4000);
    }
    $resolver->answer(4);
    $children = [];
    $hung = 0;
    $reap = static function (int $most) use (&$children, &$hung, $run): void {
        while (count($children) > $most) {
            foreach ($children as $pid => $since) {
                $ended = pcntl_waitpid($pid, $status, WNOHANG) === $pid;
                if ($ended && pcntl_wtermsig($status) !== SIGUSR1) {
                    $run->problem("a child ended with status $status");
                } elseif (!$ended && microtime(true) - $since > PATIENCE) {
                    posix_kill($pid, SIGKILL);
                    pcntl_waitpid($pid, $status);
                    $run->problem('a child hung');
                    $ended = true;
                    if (++$hung === 3) {
                        throw new \RuntimeException('enough');
                    }
                }
                if ($ended) {
                    unset($children[$pid]);
                }
            }
            usleep(200);
        }
    };
    $start = microtime(true);
    [$total, $longest] = [0.0, 0.0];
    for ($fork = 0; $fork < FORKS; $fork++) {
        // looks at all names, and so begins to look those up whose time is over
        $manager->getSocket('000000000000');
        $before = microtime(true);
        $pid = pcntl_fork();
        if ($pid === 0) {
            // no destructors of the test: the name server is its parent's
            posix_kill(getmypid(), gethostbyname('now.child.test') === '127.0.0.9' ? SIGUSR1 : SIGUSR2);
        }
        $took = microtime(true) - $before;
        [$total, $longest] = [$total + $took, max($longest, $took)];
        $children[$pid] = microtime(true);
        $reap(AT_A_TIME);
    }
    $reap(0);
    $lookUps = 0;
    for ($number = 0; $number < NAMES; $number++) {
        $lookUps += $resolver->questions("gateway-$number.test");
    }
    $run->check($lookUps > FORKS / 10, "only $lookUps look-ups");
    $run->check($longest < 3.0, sprintf('a fork took %.3f s', $longest));
    $run->note(sprintf(
        '%d forks in %.1f s beside %d look-ups; a fork took %.1f ms on average, %.1f ms at most',
        FORKS,
        microtime(true) - $start,
        $lookUps,
        1000 * $total / FORKS,
        1000 * $longest
    ));
};
