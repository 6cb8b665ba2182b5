--TEST--
netsvr.shared=/a/file: processes that are no forks of each other share what they know; a file that cannot be used is said
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$gateway = FakeGateway::start();
$folder = sys_get_temp_dir() . '/netsvr-shared-' . getmypid();
mkdir($folder, 0700);
$run = static function (string $file, string $code) use ($gateway, $folder): void {
    $code = sprintf(
        'require %s; NetsvrTests\Support\Setup::netBusAt([%s]); %s',
        var_export(dirname(__DIR__, 2) . '/support/autoload.php', true),
        var_export($gateway->addr(), true),
        $code
    );
    $command = [PHP_BINARY, '-n', '-d', 'extension=' . getenv('NETSVR_SO'), '-d', "netsvr.shared=$file", '-d', 'display_errors=0',
        '-d', 'log_errors=1', '-r', $code];
    $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes);
    echo str_replace($folder, '…', stream_get_contents($pipes[1]));
    proc_close($process);
};
$send = 'NetsvrBusiness\NetBus::broadcast("x");';
$show = 'foreach (NetsvrBusiness\Stats::pool() as $entry) { echo $entry["sentFrames"], " frames\n"; }';
$run("$folder/ours", "$send $show");
$run("$folder/ours", "$send $send $show");
$run("$folder/other", "$send $show");
echo implode(' ', array_map(static fn(string $file): string => decoct(fileperms($file) & 0777), glob("$folder/*"))), "\n";
$run("$folder/none/ours", "$send $show");
array_map(unlink(...), glob("$folder/*"));
rmdir($folder);
?>
--EXPECT--
1 frames
3 frames
1 frames
600 600
netsvr: netsvr.shared = …/none/ours: No such file or directory (os error 2); this process shares with its forks alone. Name a file in a folder in which this user may create files
1 frames
