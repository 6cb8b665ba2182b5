<?php
declare(strict_types=1);

use NetsvrBusiness\Support\IniSettings;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\Attributes\DataProvider;

/** The keys of the extension in config/netsvr.php. */
final class IniSettingsTest extends LaravelTestCase
{
    protected function tearDown(): void
    {
        foreach (array_keys(ini_get_all('netsvr')) as $name) {
            ini_restore($name);
        }
        parent::tearDown();
    }

    public function testEachKeyOfTheExtensionIsASettingAndNoOtherIs(): void
    {
        $keys = array_map(static fn(string $name): string => substr($name, 7), array_keys(ini_get_all('netsvr')));
        sort($keys);
        $settings = array_keys($this->project->app()->make('config')->get('netsvr.ini'));
        sort($settings);
        self::assertSame($keys, $settings);
        $described = array_keys(IniSettings::KEYS);
        sort($described);
        self::assertSame($keys, $described);
    }

    public function testEachHasAVariableOfItsName(): void
    {
        $environment = [];
        foreach (array_keys(IniSettings::KEYS) as $number => $key) {
            $environment['NETSVR_INI_' . strtoupper($key)] = "value $number";
        }
        foreach ($environment as $name => $value) {
            $_ENV[$name] = $_SERVER[$name] = $value;
        }
        try {
            $config = require dirname(__DIR__, 2) . '/php/config/netsvr.php';
        } finally {
            foreach (array_keys($environment) as $name) {
                unset($_ENV[$name], $_SERVER[$name]);
            }
        }
        foreach (array_keys(IniSettings::KEYS) as $number => $key) {
            self::assertSame("value $number", $config['ini'][$key]);
        }
    }

    /** @dataProvider pages */
    #[DataProvider('pages')]
    public function testEachVariableOfTheConfigurationStandsInTheTableOfThePage(string $page): void
    {
        $config = (string)file_get_contents(dirname(__DIR__, 2) . '/php/config/netsvr.php');
        preg_match_all("/env\('(NETSVR_(?!INI_)\w+)'/", $config, $variables);
        preg_match_all('/^\|[^|]*`NETSVR_[^|]*\|/m', (string)file_get_contents(dirname(__DIR__, 2) . "/docs/$page"), $cells);
        preg_match_all('/NETSVR_\w+/', implode($cells[0]), $told);
        self::assertSame([], array_values(array_diff($variables[1], $told[0])));
        self::assertSame([], array_values(array_diff($told[0], $variables[1], ['NETSVR_INI_'])));
    }

    public static function pages(): array
    {
        return [['laravel.md'], ['laravel.zh-CN.md']];
    }

    public function testTheValuesAreSaidInTheWordsOfTheExtension(): void
    {
        $php = Program::php();
        $options = ['-d', 'display_startup_errors=1', '-d', 'display_errors=1', '-d', 'html_errors=0'];
        foreach (array_keys(IniSettings::KEYS) as $key) {
            array_push($options, '-d', "netsvr.$key=?");
        }
        $process = proc_open([...$php, ...$options, '-r', ''], [1 => ['pipe', 'w']], $pipes);
        $output = (string)stream_get_contents($pipes[1]);
        proc_close($process);
        preg_match_all('/netsvr\.(\w+)=\? is passed over, it must be (.+); the default/', $output, $found);
        $said = array_combine($found[1], $found[2]);
        ksort($said);
        self::assertSame(IniSettings::KEYS, $said);
    }

    public function testWhatIsSetIsInForceAndTheRestIsAsPhpHasIt(): void
    {
        $before = ini_get_all('netsvr', false);
        $this->project->app([
            'NETSVR_INI_MAX_PACKET_SIZE' => '32M',
            'NETSVR_INI_ON_SEND_FAILURE' => 'throw',
            'NETSVR_INI_COALESCE' => 'true',
            'NETSVR_INI_DNS_TTL' => '',
            // as it is
            'NETSVR_INI_PERSISTENT' => 'true',
        ]);
        $changed = ['netsvr.max_packet_size' => '32M', 'netsvr.on_send_failure' => 'throw', 'netsvr.coalesce' => '1'];
        self::assertSame(array_merge($before, $changed), ini_get_all('netsvr', false));
    }

    /** @dataProvider wrongValues */
    #[DataProvider('wrongValues')]
    public function testAValueThatAKeyDoesNotTakeIsNamed(string $key, string $value, string $message): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage($message);
        $this->project->app(['NETSVR_INI_' . strtoupper($key) => $value]);
    }

    public static function wrongValues(): array
    {
        return [
            ['start', 'some', 'ini.start is "some"; netsvr.start must be any or all'],
            ['max_packet_size', '3', 'ini.max_packet_size is "3"; netsvr.max_packet_size must be 64 to 4294967295 bytes'],
            ['dns_ttl', '-1', 'ini.dns_ttl is "-1"; netsvr.dns_ttl must be 0 to 86400 seconds, in digits'],
            ['coroutine', 'swoole', 'ini.coroutine is "swoole"; netsvr.coroutine must be auto or off'],
            ['pool_size', '0', 'ini.pool_size is "0"; netsvr.pool_size must be 1 to 1024 connections, in digits'],
            ['api', '8', 'ini.api is "8", but PHP has "4", and takes netsvr.api from php.ini only'],
            ['shared', '/dev/shm/x', 'write netsvr.shared = "/dev/shm/x" there and restart PHP, or remove ini.shared'],
        ];
    }

    public function testAKeyThatThereIsNotIsNamed(): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage('ini.max_paket_size, which is no key of the extension; there are api, backoff_base_ms,');
        file_put_contents("{$this->project->folder}/config/netsvr.php", "<?php return ['ini' => ['max_paket_size' => '1M']];");
        $this->project->app();
    }

    public function testProcessesThatAreGivenAFileToShareShareToo(): void
    {
        $php = Program::php();
        $php = [...$php, '-d', "netsvr.shared={$this->project->folder}/storage/shared"];
        $artisan = Artisan::start($this->project->folder, ['list'], ['NETSVR_INI_SHARED' => '1'], $php);
        self::assertSame(0, $artisan->wait(), $artisan->output());
    }

    public function testTheCachedConfigurationKeepsThem(): void
    {
        $artisan = $this->project->artisan(['config:cache'], ['NETSVR_INI_RELOAD_GRACE_MS' => '250']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        $this->project->app();
        self::assertSame('250', ini_get('netsvr.reload_grace_ms'));
    }
}
