<?php
/*
 * Runs the tests of host names, each against a resolver of its own:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/names/run.php [name of a test]...
 *
 * They run in namespaces in which /etc/resolv.conf names a server of the tests on loopback, and nothing else can be
 * reached. Where those cannot be made, the tests that need them are skipped, each by name and with the reason. Each
 * other file here whose name is a sentence is one test: a function that is given a Run and tells it what does not hold.
 * Exit status 0: none failed.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/Run.php';
require __DIR__ . '/Resolver.php';
error_reporting(E_ALL);

/** Tests that need no resolver, and so no namespaces. */
const ANYWHERE = ['an-ip-is-never-looked-up'];
/** What the shell does inside: $1 is the folder with the files, the rest is what to run. */
const INSIDE = 'set -e; ip link set lo up; for file in resolv.conf hosts; do mount --bind "$1/$file" "/etc/$file"; done; shift; exec "$@"';

$so = realpath((string)getenv('NETSVR_SO'));
if ($so === false) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
$php = [PHP_BINARY, '-n', '-d', 'memory_limit=512M'];
foreach (['posix' => 'posix', 'netsvr' => $so] as $name => $file) {
    if (!in_array($name, builtIn(), true)) {
        array_push($php, '-d', "extension=$file");
    }
}
if (getenv('NETSVR_NAMES_TEST') !== false) {
    exit(Run::one((string)getenv('NETSVR_NAMES_TEST')));
}
$folder = sys_get_temp_dir() . '/netsvr-names-' . bin2hex(random_bytes(6));
mkdir($folder);
file_put_contents("$folder/resolv.conf", "nameserver 127.0.0.1\noptions timeout:5 attempts:2\n");
file_put_contents("$folder/hosts", "127.0.0.1 localhost\n");
// as root, else as root of a user namespace
foreach ([[], ['--map-root-user']] as $options) {
    $inside = ['unshare', ...$options, '--mount', '--net', '--', 'sh', '-c', INSIDE, 'sh', $folder];
    $why = refusal([...$inside, 'true']);
    if ($why === null) {
        break;
    }
}

[$passed, $failed, $skipped] = [0, 0, 0];
foreach (glob(__DIR__ . '/*-*.php') as $file) {
    $name = basename($file, '.php');
    if ($argc > 1 && !in_array($name, array_slice($argv, 1), true)) {
        continue;
    }
    $anywhere = in_array($name, ANYWHERE, true);
    if ($why !== null && !$anywhere) {
        echo "SKIP $name: no namespaces for mounts and networks can be made here: $why\n";
        $skipped++;
        continue;
    }
    $start = microtime(true);
    $command = [...($anywhere ? [] : $inside), ...$php, __FILE__];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], STDERR], $pipes, null, ['NETSVR_NAMES_TEST' => $name] + getenv());
    echo stream_get_contents($pipes[1]);
    $status = proc_close($process);
    $status === 0 ? $passed++ : $failed++;
    printf("%s %s (%.1f s)\n", $status === 0 ? 'PASS' : "FAIL (status $status)", $name, microtime(true) - $start);
}
array_map(unlink(...), glob("$folder/*"));
rmdir($folder);
echo "$passed passed, $failed failed", $skipped > 0 ? ", $skipped skipped" : '', "\n";
exit($failed === 0 ? 0 : 1);

/** @return list<string> the extensions that this PHP has without being told */
function builtIn(): array
{
    static $names = null;
    return $names ??= array_map(strtolower(...), explode("\n", (string)shell_exec(escapeshellarg(PHP_BINARY) . ' -n -m')));
}

/** Why a command fails; null when it does not. */
function refusal(array $command): ?string
{
    $process = @proc_open($command, [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['pipe', 'w']], $pipes);
    if (!is_resource($process)) {
        return "there is no $command[0]";
    }
    $said = trim((string)stream_get_contents($pipes[2]));
    return proc_close($process) === 0 ? null : ($said === '' ? 'no reason given' : strtok($said, "\n"));
}
