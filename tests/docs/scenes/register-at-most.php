<?php
/*
 * The snippet stands in front of run(), in two processes that name the same file: one of them is registered, the other
 * one stands by.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet): Done {
    $reader->put('pair.php', <<<PHP
        <?php
        use NetsvrBusiness\\{MainSocket, MainSocketManager, Socket, Stats};

        require __DIR__ . '/tests/docs/prelude.php';
        \$mains = new MainSocketManager();
        \$socket = new Socket('pair', \$logger, '127.0.0.1:6061', 5, 5);
        \$mains->addSocket(new MainSocket('pair', \$logger, \$events, \$socket, '~6YOt5rW35piO~', 7, 1, 45_000));
        {$snippet->code}
        \$together = null;
        \$said = false;
        // Looks when both have been there for a second, and stays until the other one has looked, too.
        \$mains->run(static function (MainSocketManager \$mains) use (&\$together, &\$said): void {
            touch(__DIR__ . '/here-' . getmypid());
            if (count(glob(__DIR__ . '/here-*')) === 2) {
                \$together ??= microtime(true);
            }
            if (!\$said && \$together !== null && microtime(true) - \$together > 1.0) {
                \$said = touch(__DIR__ . '/said-' . getmypid());
                echo array_sum(array_column(Stats::get(), 'registeredMainSockets')), "\\n";
            }
            if (count(glob(__DIR__ . '/said-*')) === 2) {
                \$mains->close();
            }
        }, 100);
        PHP);
    $reader->client()->close();     // the page's gateway is there
    $php = 'php -d netsvr.reload_grace_ms=0 -d netsvr.shared="$PWD/shared" pair.php';
    $done = $reader->shell("$php >one & one=\$!; $php >two; wait \$one; cat one two");
    $done->mustBeFine();
    $registered = array_map(intval(...), explode("\n", trim($done->output)));
    sort($registered);
    if ($registered !== [0, 1]) {
        throw new Failure("registered are $done->output");
    }
    return $done;
};
