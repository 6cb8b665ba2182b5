<?php
/*
 * Builds the image of .devcontainer without Docker, and tries it: each stage in a copy of a minimal Debian, each RUN line as it
 * stands. Only "cargo build" is spared: what has been built takes its place, unless NETSVR_CONTAINER_BUILD is 1. The stage with
 * the real gateway is not built: there is no image of Go here.
 *
 *     php -n tests/container/run.php
 *
 * NETSVR_SO, NETSVR_DEVGATE   the extension and devgate that have been built (default: in target/release)
 *
 * Needs root. Takes some minutes, most of them for apt.
 */
declare(strict_types=1);

namespace NetsvrTests\Container;

use RuntimeException;

require __DIR__ . '/Dockerfile.php';

const IMAGES = ['debian:bookworm-slim' => 'bookworm'];

$root = dirname(__DIR__, 2);
$work = sys_get_temp_dir() . '/netsvr-container-' . bin2hex(random_bytes(4));
$so = getenv('NETSVR_SO') ?: "$root/target/release/libnetsvr.so";
$devgate = getenv('NETSVR_DEVGATE') ?: "$root/target/release/devgate";

/** @param list<string> $command */
function run(array $command): string
{
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
    $said = (string)stream_get_contents($pipes[1]);
    $status = proc_close($process);
    $end = implode("\n", array_slice(explode("\n", $said), -40));
    return $status === 0 ? $said : throw new RuntimeException(implode(' ', $command) . "\nended with $status:\n$end");
}

/** Runs a line of the shell in the folder of a stage. @param array<string, string> $environment */
function inside(string $folder, string $line, string $directory = '/', array $environment = [], string $user = '0'): string
{
    global $root;
    $assignments = array_map(static fn(string $name, string $value): string => "$name=$value", array_keys($environment), $environment);
    $as = $user === '0' ? [] : ['setpriv', "--reuid=$user", "--regid=$user", '--clear-groups'];
    return run(["$root/tools/in-debian.sh", $folder, 'env', '-C', $directory, ...$assignments, ...$as, 'sh', '-ec', $line]);
}

/** The folder of a stage, with what its instructions leave; built when it is first asked for. */
function stage(Dockerfile $file, string $name): array
{
    static $built = [];
    return $built[$name] ??= (static function () use ($file, $name): array {
        global $root, $work, $so, $devgate;
        ['from' => $from, 'instructions' => $instructions] = $file->stages[$name];
        $folder = "$work/" . ($name === '' ? 'image' : $name);
        $state = ['folder' => $folder, 'directory' => '/', 'environment' => [], 'user' => '0'];
        $below = isset($file->stages[$from]) ? stage($file, $from) : null;
        $state = $below === null ? $state : ['folder' => $folder] + $below;
        $debian = $below['folder'] ?? trim(run(["$root/tools/debian.sh", IMAGES[$from] ?? throw new RuntimeException("no image $from")]));
        run(['cp', '-a', '--reflink=auto', $debian, $folder]);
        foreach ($instructions as [$what, $how]) {
            echo "   $what ", substr($how, 0, 100), "\n";
            if ($what === 'WORKDIR') {
                $state['directory'] = $how;
                @mkdir("$folder$how", recursive: true);
            } elseif ($what === 'ENV') {
                [$key, $value] = explode('=', $how);
                $state['environment'][$key] = $value;
            } elseif ($what === 'USER') {
                $state['user'] = $how;
            } elseif ($what === 'COPY') {
                preg_match('~^(?:--from=(\S+) )?(.+) (\S+)$~', $how, $found);
                $source = $found[1] === '' ? $root : stage($file, $found[1])['folder'];
                $target = str_starts_with($found[3], '/') ? "$folder$found[3]" : "$folder$state[directory]/$found[3]";
                @mkdir($target, recursive: true);
                foreach (explode(' ', $found[2]) as $path) {
                    if ($path === '.') {
                        // What .dockerignore leaves is what git has, but for what is not committed.
                        run(['sh', '-ec', 'cd "$1" && git ls-files -z | xargs -0 cp -P --parents -t "$2"', 'sh', $root, $target]);
                    } else {
                        run(['cp', '-a', is_dir("$source/$path") ? "$source/$path/." : "$source/$path", $target]);
                    }
                }
            } elseif ($what === 'RUN') {
                if (str_contains($how, 'cargo build') && getenv('NETSVR_CONTAINER_BUILD') !== '1') {
                    inside($folder, 'cargo --version && cargo metadata --locked --offline --no-deps --format-version 1', $state['directory']);
                    $how = str_replace('cargo build --release --locked --workspace', 'true', $how, $spared);
                    $spared === 1 || throw new RuntimeException("which part of it is cargo build? $how");
                    @mkdir("$folder$state[directory]/target/release", recursive: true);
                    copy($so, "$folder$state[directory]/target/release/libnetsvr.so");
                    run(['cp', $devgate, "$folder$state[directory]/target/release/devgate"]);
                }
                inside($folder, $how, $state['directory'], $state['environment'], $state['user']);
            }
        }
        return $state;
    })();
}

/** @param callable(array): void $check */
function test(string $name, callable $check): bool
{
    global $failed, $passed;
    try {
        $check();
        $passed++;
        echo "ok    $name\n";
        return true;
    } catch (\Throwable $problem) {
        $failed++;
        echo "FAIL  $name\n", preg_replace('~^~m', '      ', $problem->getMessage()), "\n";
        return false;
    }
}

function same(mixed $expected, mixed $actual): void
{
    $expected === $actual || throw new RuntimeException('expected ' . var_export($expected, true) . ', not ' . var_export($actual, true));
}

[$passed, $failed] = [0, 0];
trim(run(['id', '-u'])) === '0' || exit("It needs root.\n");
register_shutdown_function(static fn() => run(['rm', '-rf', $work]));
mkdir($work);
$file = Dockerfile::read("$root/.devcontainer/Dockerfile");

$image = null;
test('each line of the Dockerfile does what it should', static function () use ($file, &$image): void {
    $image = stage($file, '');
    same(['1000', '/workspace', '5'], [$image['user'], $image['directory'], $image['environment']['NETSVR_GENERATION']]);
});
$image !== null || exit("$passed passed, $failed failed\n");

$in = static fn(string $line, array $more = []): string =>
    inside($image['folder'], $line, $image['directory'], $more + $image['environment'], $image['user']);

test('php has the extension, and knows the generation of the gateway', static function () use ($in): void {
    same('1 5', $in('php -r "echo (int)extension_loaded(\'netsvr\'), \' \', ini_get(\'netsvr.gateway\');"'));
    same('8', $in('php -r "echo ini_get(\'netsvr.gateway\');"', ['NETSVR_GENERATION' => '8']));
    same('developer', trim($in('id -un')));
    $in('composer --version && git --version');
});

foreach (['5', '8'] as $generation) {
    test("the gateway $generation runs, and PHP reaches it", static function () use ($in, $generation): void {
        $asks = 'php -d display_errors=stderr -r ' . escapeshellarg(<<<'PHP'
            interface_exists('Psr\Log\LoggerInterface') || eval('namespace Psr\Log; interface LoggerInterface {}');
            interface_exists('Psr\Container\ContainerInterface') || eval('namespace Psr\Container; interface ContainerInterface { function get(string $id); function has(string $id): bool; }');
            $logger = new class implements Psr\Log\LoggerInterface { function __call($level, $words) { fwrite(STDERR, "$level $words[0]\n"); } };
            $tasks = new NetsvrBusiness\TaskSocketManger();
            $tasks->addSocket(new NetsvrBusiness\TaskSocket('test', $logger, '127.0.0.1:6061', 5, 5, 117));
            NetsvrBusiness\Container::getInstance()->bind(NetsvrBusiness\Contract\TaskSocketMangerInterface::class, $tasks);
            echo array_sum(array_column(NetsvrBusiness\NetBus::uniqIdCount(), 'count')), ' clients';
            PHP);
        $said = $in(
            "/opt/netsvr/gateway.sh >/tmp/gateway.log 2>&1 & gateway=\$!\n" .
            "for n in 1 2 3 4 5 6 7 8 9 10; do grep -q ready /tmp/gateway.log && break; sleep 0.5; done\n" .
            "$asks; kill \$gateway; cat /tmp/gateway.log",
            ['NETSVR_GENERATION' => $generation]
        );
        preg_match('~^(\d+ clients)websocket (\S+)\nworker (\S+)\n~m', $said, $found) || throw new RuntimeException($said);
        same(['0 clients', 'ws://0.0.0.0:6060/netsvr', '127.0.0.1:6061'], array_slice($found, 1));
    });
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
