<?php
/*
 * One application has the PHP package installed, whose functions its autoloader declares in every request, another one
 * uses those of the extension: in the same processes, in any order, with opcache and its compiler for the processor, or
 * without. Calls are compiled in one script.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;

return static function (Lab $lab): void {
    $opcache = ['zend_extension' => 'opcache', 'opcache.file_update_protection' => '0'];
    // What runs twice is compiled.
    $compiler = ['opcache.jit_buffer_size' => '16M'];
    foreach (['loop', 'func', 'return', 'side_exit'] as $what) {
        $compiler["opcache.jit_hot_$what"] = '2';
    }
    $configurations = [
        'auto' => [$opcache, []],
        'auto, traces compiled' => [$opcache + $compiler + ['opcache.jit' => 'tracing'], []],
        'auto, functions compiled' => [$opcache + $compiler + ['opcache.jit' => 'function'], []],
        'auto, no opcache' => [[], []],
        '0' => [['netsvr.functions' => '0'] + $opcache, []],
        '0 in the pool' => [$opcache, ['php_admin_value[netsvr.functions]' => '0']],
    ];
    foreach ($configurations as $functions => [$ini, $pool]) {
        $server = $lab->server(2, $ini, $pool);
        $queries = [];
        for ($request = 0; $request < 60; $request++) {
            // Some never touch a class of the extension.
            $queries[] = ['do' => 'functions', 'package' => (int)($request % 3 === 1), 'touch' => (int)($request % 5 !== 4)];
        }
        $pids = [];
        foreach ($server->load($queries, 4) as $index => $response) {
            $answer = $lab->json($response);
            ['package' => $package, 'touch' => $touch] = $queries[$index];
            $expected = match (true) {
                $package === 1 => 'of the application: 127.0.0.1:6061',
                $touch === 1 && str_starts_with((string)$functions, 'auto') => '7f00000117ad',
                default => 'Call to undefined function NetsvrBusiness\workerAddrConvertToHex()',
            };
            $lab->same([$expected], $answer['hex'] ?? null, "request $index, functions=$functions");
            $pids[$answer['pid'] ?? 0] = true;
        }
        $lab->same(2, count($pids), 'processes');
        $server->stop();
    }
};
