<?php
/*
 * One sequence as one request of PHP's own web server, so that many run in one process, whatever ends them. Query:
 * seed, steps, addrs, and only (the steps to do).
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

require_once __DIR__ . '/../../support/autoload.php';
require_once __DIR__ . '/UserCode.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/']);
Logger::all();
Children::register();
Log::open();
// What ends a request early leaves little memory for its end.
register_shutdown_function(static fn() => ini_set('memory_limit', '128M'));
register_shutdown_function(Traps::end(...));
$addrs = explode(',', (string)$_GET['addrs']);
Log::line("== seed {$_GET['seed']}");
Health::check($addrs);
$resident = (int)explode(' ', (string)file_get_contents('/proc/self/statm'))[1] * 4;
Log::line(sprintf('descriptors %d resident %d', count((array)scandir('/proc/self/fd')), $resident));
if ($_GET['seed'] !== '0') {
    $only = isset($_GET['only']) ? array_map(intval(...), explode(',', (string)$_GET['only'])) : null;
    Sequence::run((int)$_GET['seed'], (int)$_GET['steps'], $addrs, $only);
}
echo 'done';
