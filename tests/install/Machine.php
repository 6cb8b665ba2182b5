<?php
/*
 * A copy of a minimal Debian with PHP for the command line and php-fpm, an application that pushes through netsvr, and a
 * gateway with one client outside. What a test has started here ends with it, and what it has installed must be gone.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Findings;
use NetsvrTests\Support\WebSocketClient;
use RuntimeException;

final class Machine
{
    use Findings;

    /** Where the application is, as it is called in there. */
    private const APP = '/srv/netsvr/tests/install/app.php';
    /** What the application stands on; and what php-fpm asks for, without which apt would bring all of systemd. */
    private const BESIDE = ['php-psr-log', 'php-psr-container', 'systemd-standalone-tmpfiles'];

    public readonly string $folder;
    public readonly DevGate $gateway;
    public WebSocketClient $client;
    /** The packages for the PHP of this Debian. */
    public readonly Packages $packages;
    /** @var list<Inside> */
    private array $started = [];
    private Snapshot $pristine;
    private int $messages = 0;

    /** @param array<string, Packages> $all by the release of PHP */
    public function __construct(public readonly string $suite, public readonly string $release, private array $all)
    {
        $this->packages = $all[$release]
            ?? throw new RuntimeException("NETSVR_PACKAGES names no folder with packages for PHP $release: make package makes one");
        $root = dirname(__DIR__, 2);
        $lines = explode("\n", trim(Commands::must(["$root/tools/debian.sh", $suite])));
        $this->folder = sys_get_temp_dir() . "/netsvr-$suite-" . bin2hex(random_bytes(6));
        register_shutdown_function($this->remove(...));
        Commands::must(['cp', '-a', '--reflink=auto', end($lines), $this->folder]);
        $this->must(['apt-get', '-q', '-o', 'Acquire::Retries=3', 'update']);
        // Nobody is there to answer.
        file_put_contents("$this->folder/etc/apt/apt.conf.d/91-yes", "APT::Get::Assume-Yes \"true\";\n");
        $this->apt('install', "php$release-cli", "php$release-fpm", ...self::BESIDE);
        $this->must(['apt-get', 'clean']);
        mkdir("$this->folder/srv/netsvr/php/src", 0755, true);
        mkdir("$this->folder/srv/netsvr/tests");
        foreach (['tests/support', 'tests/deploys', 'tests/install', 'php/src/Support'] as $part) {
            Commands::must(['cp', '-r', "$root/$part", "$this->folder/srv/netsvr/" . dirname($part)]);
        }
        // A reload waits for requests that are under way.
        file_put_contents("$this->folder/srv/netsvr/fpm.conf", <<<'CONF'
            [global]
            error_log = /tmp/fpm.log
            process_control_timeout = 3s
            [www]
            user = www-data
            listen = /run/app.sock
            listen.mode = 0666
            pm = static
            pm.max_children = 4
            catch_workers_output = yes
            CONF);
        $this->gateway = DevGate::start('--read-deadline', '600');
        $this->pristine = Snapshot::of($this->folder);
    }

    public function beginTest(): void
    {
        $this->client = $this->gateway->client();
    }

    // -- commands in there -------------------------------------------------------------------------------------

    /**
     * @param list<string> $command
     * @return array{int, string} its status, and what it said
     */
    public function run(array $command): array
    {
        return Commands::run([dirname(__DIR__, 2) . '/tools/in-debian.sh', $this->folder, ...$command]);
    }

    /** @param list<string> $command */
    public function must(array $command): string
    {
        return Commands::must([dirname(__DIR__, 2) . '/tools/in-debian.sh', $this->folder, ...$command]);
    }

    /** What apt-get says when it has to go well. */
    public function apt(string $action, string ...$names): string
    {
        return $this->must(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', '--no-install-recommends', $action, ...$names]);
    }

    /**
     * A shell line as a document has it, in a folder of there.
     *
     * @return array{int, string}
     */
    public function shell(string $line, string $folder = '/tmp'): array
    {
        return $this->run(['sh', '-ec', "cd $folder; $line"]);
    }

    /** The same, of which it is a problem that it fails. */
    public function does(string $line, string $folder = '/tmp'): string
    {
        [$status, $said] = $this->shell($line, $folder);
        $this->check($status === 0, "$line ended with status $status: $said");
        return $said;
    }

    /**
     * Carries out a block of docs/install.md, by the name in the mark above it, where the packages are: with the version, PHP and
     * processor of these packages, as root, and without the lines for a system that runs. It is a problem that it fails.
     */
    public function documented(string $name): string
    {
        $page = (string)file_get_contents(dirname(__DIR__, 2) . '/docs/install.md');
        if (!preg_match("/^<!-- (?:elsewhere: tests\\/install|not run: tests\\/install:) $name -->\n```sh\n(.+?)^```$/ms", $page, $block)) {
            throw new RuntimeException("docs/install.md has no block of shell lines that is marked \"$name\"");
        }
        $machine = php_uname('m');
        $lines = strtr($block[1], [
            '0.1.0' => $this->packages->version,
            '8.2' => $this->release,
            'amd64' => trim($this->must(['dpkg', '--print-architecture'])),
            'x86_64' => $machine,
            'sudo ' => '',
        ]);
        return $this->does((string)preg_replace('/^systemctl .*$/m', '', $lines), '/tmp/packages');
    }

    /** Where a file of the packages lies in there, for commands; in a folder that no test has to clean up. */
    public function hand(string $file): string
    {
        @mkdir("$this->folder/tmp/packages");
        copy($file, "$this->folder/tmp/packages/" . basename($file));
        return '/tmp/packages/' . basename($file);
    }

    /** Unpacks the archive. @return string the folder, as it is called in there */
    public function unpack(string $name, bool $asNewer = false): string
    {
        $this->packages->unpack("$this->folder/tmp/$name", $asNewer);
        return "/tmp/$name";
    }

    /** The packages for the PHP of another Debian; null where there are none. */
    public function foreign(): ?Packages
    {
        return array_values(array_diff_key($this->all, [$this->release => 0]))[0] ?? null;
    }

    // -- the extension in use ----------------------------------------------------------------------------------

    public function extensionDir(): string
    {
        return trim($this->must(["php$this->release", '-n', '-r', 'echo PHP_EXTENSION_DIR;']));
    }

    /** Checks that a push from the command line and one through php-fpm arrive. */
    public function pushes(string $when): void
    {
        [, $said] = $this->run(['php', self::APP, $this->gateway->workerAddr, $this->client->uniqId, $message = $this->message()]);
        $this->arrived($said, $message, "on the command line, $when");
        $fpm = $this->fpm();
        $said = $this->request($message = $this->message());
        $this->arrived($said, $message, "through php-fpm, $when");
        $fpm->stop();
    }

    /** Starts php-fpm with all that Debian's packages have configured, and one pool of four. */
    public function fpm(): Inside
    {
        @unlink("$this->folder/run/app.sock");
        @unlink("$this->folder/tmp/fpm.log");
        return $this->started[] = new Inside(
            $this->folder,
            ["php-fpm$this->release", '-F', '-y', '/srv/netsvr/fpm.conf'],
            "$this->folder/tmp/fpm.out",
            fn(): bool => str_contains((string)@file_get_contents("$this->folder/tmp/fpm.log"), 'ready to handle connections')
        );
    }

    /** One request to it. @return string the body */
    public function request(string $message): string
    {
        return FastCgi::get("$this->folder/run/app.sock", self::APP, [
            'addr' => $this->gateway->workerAddr,
            'uniqId' => $this->client->uniqId,
            'message' => $message,
        ]);
    }

    /** Which netsvr.so the process has that answers now: the installed one, or one that has been replaced. */
    public function answeredBy(): string
    {
        $answer = json_decode($body = $this->request('which file'), true);
        return $answer['file'] ?? $body;
    }

    public function load(int $count): Load
    {
        return new Load($count, "$this->folder/run/app.sock", self::APP, $this->gateway->workerAddr, $this->client);
    }

    /** Business processes as tests/deploys has them, with the extension that is installed in there. */
    public function workers(string $kind, int $count): Inside
    {
        Commands::must(['rm', '-rf', "$this->folder/tmp/workers"]);
        mkdir("$this->folder/tmp/workers");
        return $this->started[] = new Inside(
            $this->folder,
            ['php', '/srv/netsvr/tests/deploys/process.php', $kind, (string)$count, '/tmp/workers', $this->gateway->workerAddr],
            "$this->folder/tmp/workers.out",
            fn(): bool => is_file("$this->folder/tmp/workers/master")
        );
    }

    private function message(): string
    {
        return 'message ' . ++$this->messages;
    }

    private function arrived(string $said, string $message, string $where): void
    {
        $answer = json_decode($said, true);
        $this->check(($answer['isThere'] ?? false) === true && $answer['log'] === [], "$where: $said");
        $this->same($this->packages->version, $answer['version'] ?? null, "the version $where");
        do {
            $got = $this->client->receive(5.0);
        } while ($got !== null && $got !== $message);
        $this->same($message, $got, "what the client gets from a push $where");
    }

    // -- checks ------------------------------------------------------------------------------------------------

    public function contains(string $expected, string $actual, string $what): void
    {
        $this->check(str_contains($actual, $expected), "$what: not \"$expected\", but: $actual");
    }

    /** What this test leaves is of no account. */
    public function forget(): void
    {
        $this->pristine = Snapshot::of($this->folder);
    }

    /**
     * Stops what the test has started, and compares what it leaves with what it found.
     *
     * @return list<string> what did not hold
     */
    public function endOfTest(): array
    {
        foreach ($this->started as $one) {
            $one->stop();
        }
        $this->started = [];
        Commands::run(['sh', '-c', 'rm -rf "$1"/tmp/* "$1"/run/app.sock', 'sh', $this->folder]);
        $now = Snapshot::of($this->folder);
        $left = [...array_map(static fn(string $what): string => "left behind: $what", $this->pristine->differences($now))];
        if ($left === []) {
            $left = array_map(static fn(string $name): string => "netsvr is still named in $name", array_diff($now->traces(), $this->pristine->traces()));
        }
        // The next test is not to be blamed.
        $this->pristine = $now;
        [$problems, $this->problems] = [[...$this->problems, ...$left], []];
        return $problems;
    }

    public function remove(): void
    {
        foreach ($this->started as $one) {
            $one->stop();
        }
        $this->started = [];
        Commands::run(['rm', '-rf', $this->folder]);
    }
}
