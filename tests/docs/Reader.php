<?php
/*
 * Who follows a page: a folder with what the repository has, a PHP with the extension, devgate in the place of a gateway,
 * and all that the page has left running. The folder goes, and what runs is stopped, when the page is over.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

final class Reader
{
    /** Seconds that one snippet may take. */
    private const LONGEST = 90.0;
    /** Seconds in which what goes on has to be up, or to have failed. */
    private const UP = 20.0;
    /** What changes the machine: such a line needs a scene, or a reason not to be run. */
    private const DANGEROUS = '~(?:^|[;&|]\s*|\$\()\s*(?:sudo|apt|apt-get|dpkg|systemctl|service|docker|podman|phpenmod|phpdismod|pecl|pie|make (?:-\S+ )*(?:deps|install|uninstall|build install))\b~m';

    public readonly string $folder;
    /** @var list<resource> */
    private array $running = [];
    /** @var array<string, string> more of them than the process has */
    public array $environment = [];
    /** Where gateways are, on the pages: one on the reader's machine, two elsewhere. run.sh gives us these addresses. */
    private const HOSTS = ['127.0.0.1', '10.0.0.1', '10.0.0.2'];

    /** @var list<DevGate> */
    private array $gateways = [];
    private bool $wantsGateway = true;

    /** @param list<string> $words of the page */
    public function __construct(private readonly string $root, private readonly array $words)
    {
        $this->folder = sys_get_temp_dir() . '/netsvr-docs-' . bin2hex(random_bytes(6));
        mkdir("$this->folder/bin", recursive: true);
        mkdir("$this->folder/vendor");
        foreach (['examples', 'php', 'js', 'netsvr.ini', 'tools', 'tests', 'docs', 'Makefile'] as $name) {
            if (file_exists("$root/$name")) {
                symlink("$root/$name", "$this->folder/$name");
            }
        }
        mkdir("$this->folder/target/release", recursive: true);
        symlink(DevGate::path(), "$this->folder/target/release/devgate");
        file_put_contents("$this->folder/vendor/autoload.php", "<?php\nrequire " . var_export("$root/tests/docs/library.php", true) . ";\n");
        $this->tool('devgate', 'exec ' . escapeshellarg(DevGate::path()) . ' --allow-remote "$@"');
        $this->tool('netsvr', 'exec ' . escapeshellarg("$root/tests/docs/netsvr.sh") . ' "$@"');
        $this->tool('php', 'PHP=' . escapeshellarg((string)getenv('NETSVR_DOCS_PHP')) . ' exec ' . escapeshellarg("$root/tests/support/laravel-php.sh") . " {$this->settings()} \"\$@\"");
        $this->environment = [
            'PATH' => "$this->folder/bin:" . getenv('PATH'),
        ];
    }

    /** @return string options of PHP: what php.ini of the page's reader would say */
    private function settings(): string
    {
        $options = '-d error_reporting=-1 -d display_errors=stderr -d log_errors=0';
        foreach (['gateway', 'api'] as $key) {
            $value = $this->word($key, '');
            $options .= $value === '' ? '' : " -d netsvr.$key=$value";
        }
        return $options;
    }

    /** The word behind another one in the page's own mark. */
    public function word(string $name, string $otherwise): string
    {
        $at = array_search($name, $this->words, true);
        return $at === false ? $otherwise : (string)($this->words[$at + 1] ?? '');
    }

    /** Whether the page's own mark has this word. */
    public function has(string $word): bool
    {
        return in_array($word, $this->words, true);
    }

    /** A gateway that the page starts itself stands in the place of ours. */
    public function bringsItsGateway(): void
    {
        $this->wantsGateway = false;
    }

    /** Puts a program into PATH. */
    public function tool(string $name, string $line): void
    {
        file_put_contents("$this->folder/bin/$name", "#!/bin/sh\n$line\n");
        chmod("$this->folder/bin/$name", 0755);
    }

    public function put(string $name, string $text): void
    {
        if (str_starts_with($name, '/') || str_contains($name, '..')) {
            throw new Failure("the file $name would lie outside of the reader's folder");
        }
        @mkdir(dirname("$this->folder/$name"), recursive: true);
        if (is_link("$this->folder/$name")) {
            unlink("$this->folder/$name");
        }
        if (str_starts_with((string)realpath(dirname("$this->folder/$name")), $this->root)) {
            throw new Failure("the file $name would overwrite one of the repository");
        }
        file_put_contents("$this->folder/$name", $text);
    }

    /** Runs a fragment of PHP, or a program, as the reader would. */
    public function php(string $code): Done
    {
        $this->needsGateway();
        $whole = str_starts_with($code, '<?php');
        $this->put('snippet.php', $whole ? $code : self::imports($code) . $code);
        $prelude = $whole ? [] : ['-d', "auto_prepend_file=$this->root/tests/docs/prelude.php"];
        return $this->run(['php', ...$prelude, 'snippet.php']);
    }

    /** What a fragment's file begins with: the short names that the fragment uses and does not import itself. */
    private static function imports(string $code): string
    {
        $names = '';
        foreach (['', 'Contract\\', 'Exception\\'] as $namespace) {
            foreach (glob(dirname(__DIR__, 2) . '/php-stubs/v4/NetsvrBusiness/' . strtr($namespace, '\\', '/') . '*.php') ?: [] as $file) {
                $name = basename($file, '.php');
                $isUsed = preg_match("~(?<![\\\\\w\$>:])$name(?![\w\\\\])~", $code) === 1;
                $isKnown = preg_match("~^\s*use [^;]*\b$name\b[^;]*;|^\s*(?:final |abstract )*class $name\b~m", $code) === 1;
                if ($isUsed && !$isKnown) {
                    $names .= " use NetsvrBusiness\\$namespace$name;";
                }
            }
        }
        return "<?php$names\n";
    }

    /** Runs lines of the shell; the first one that fails ends them. */
    public function shell(string $code): Done
    {
        if (preg_match(self::DANGEROUS, (string)preg_replace('~#.*~', '', $code), $found)) {
            throw new Failure('it would change this machine (' . trim($found[0]) . '): it needs a scene, or <!-- not run: REASON -->');
        }
        $this->needsGateway();
        return $this->run(['bash', '-e', '-o', 'pipefail', '-c', $code]);
    }

    /**
     * @param list<string> $command
     * @throws Failure when it takes too long
     */
    public function run(array $command, float $longest = self::LONGEST): Done
    {
        [$out, $err] = [tempnam($this->folder, 'out'), tempnam($this->folder, 'err')];
        $process = $this->start($command, $out, $err);
        $deadline = microtime(true) + $longest;
        while (($state = proc_get_status($process))['running']) {
            if (microtime(true) > $deadline) {
                self::end($process);
                throw new Failure("has not ended after $longest s:\n" . file_get_contents($out) . file_get_contents($err));
            }
            usleep(2000);
        }
        $status = $state['signaled'] ? 128 + $state['termsig'] : $state['exitcode'];
        proc_close($process);
        return new Done($status, (string)file_get_contents($out), (string)file_get_contents($err));
    }

    /** Starts what goes on while the other snippets run; a Failure when it does not stay, or says nothing and listens nowhere. */
    public function background(Snippet $snippet): void
    {
        $command = ['bash', '-e', '-c', $snippet->code];
        if ($snippet->language === 'php') {
            $this->needsGateway();
            $whole = str_starts_with($snippet->code, '<?php');
            $this->put('background.php', $whole ? $snippet->code : self::imports($snippet->code) . $snippet->code);
            $command = ['php', ...($whole ? [] : ['-d', "auto_prepend_file=$this->root/tests/docs/prelude.php"]), 'background.php'];
        }
        $log = tempnam($this->folder, 'log');
        $before = self::listening();
        $process = $this->start($command, $log, $log);
        $this->running[] = $process;
        $deadline = microtime(true) + self::UP;
        do {
            usleep(20_000);
            if (!proc_get_status($process)['running']) {
                throw new Failure('did not stay; it said: ' . file_get_contents($log));
            }
            $isUp = self::listening() !== $before || filesize($log) > 0;
            clearstatcache();
        } while (!$isUp && microtime(true) < $deadline);
        // Until it has said all that it says at first.
        for ($size = -1; $size !== filesize($log) && microtime(true) < $deadline; clearstatcache()) {
            $size = filesize($log);
            usleep(400_000);
        }
        if (!proc_get_status($process)['running']) {
            throw new Failure('did not stay; it said: ' . file_get_contents($log));
        }
    }

    /** A websocket client of the page's gateway. */
    public function client(string $url = 'ws://127.0.0.1:6060/netsvr'): WebSocketClient
    {
        $this->needsGateway();
        return WebSocketClient::connect($url);
    }

    /** Starts the gateways of the page, unless it starts one itself. */
    public function needsGateway(): void
    {
        if (!$this->wantsGateway || $this->gateways !== []) {
            return;
        }
        $generation = $this->word('gateway', $this->word('api', '5') === '8' ? '8' : '5');
        foreach (self::HOSTS as $host) {
            $task = $generation === '8' ? ['--task', "$host:6062"] : [];
            $this->gateways[] = DevGate::startOn("$host:6060", "$host:6061", '--allow-remote', '--gateway', $generation, ...$task);
        }
    }

    /** @return resource */
    private function start(array $command, string $out, string $err)
    {
        // A group of its own, so that what it starts ends with it.
        $process = proc_open(
            ['setsid', ...$command],
            [['file', '/dev/null', 'r'], ['file', $out, 'a'], ['file', $err, 'a']],
            $pipes,
            $this->folder,
            $this->environment + getenv()
        );
        if (!is_resource($process)) {
            throw new Failure("cannot start $command[0]");
        }
        return $process;
    }

    /** @param resource $process */
    private static function end($process): void
    {
        $pid = proc_get_status($process)['pid'];
        foreach ([SIGTERM, SIGKILL] as $signal) {
            posix_kill(-$pid, $signal);
            for ($wait = 0; $wait < 200 && proc_get_status($process)['running']; $wait++) {
                usleep(10_000);
            }
        }
        proc_close($process);
    }

    /** @return string the ports that somebody listens at here */
    private static function listening(): string
    {
        preg_match_all('~^\s*\d+: (\S+) \S+ 0A ~m', (string)file_get_contents('/proc/net/tcp'), $found);
        sort($found[1]);
        return implode(' ', $found[1]);
    }

    public function leave(): void
    {
        foreach (array_reverse($this->running) as $process) {
            self::end($process);
        }
        $this->running = [];
        foreach ($this->gateways as $gateway) {
            $gateway->stop();
        }
        $this->gateways = [];
        exec('rm -rf ' . escapeshellarg($this->folder));
    }
}
