<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\Attributes\DataProvider;

/** What Composer makes of the library, without a network: from this very folder. */
final class PackageTest extends LaravelTestCase
{
    public function testComposerInstallsItInPlaceOfThePhpPackage(): void
    {
        $this->require(['netsvr/netsvr-php' => '*', 'buexplain/netsvr-business-serial' => '^4.0']);
        [$status, $output] = $this->composer('install');
        self::assertSame(0, $status, $output);

        $installed = json_decode((string)file_get_contents($this->path('vendor/composer/installed.json')), true);
        $names = array_column($installed['packages'], 'name');
        self::assertContains('netsvr/netsvr-php', $names);
        self::assertNotContains('buexplain/netsvr-business-serial', $names);

        // Laravel reads that file, and finds the provider in it.
        $app = $this->project->app();
        self::assertArrayHasKey(NetsvrServiceProvider::class, $app->getLoadedProviders());
        $roots = require $this->path('vendor/composer/autoload_psr4.php');
        self::assertArrayHasKey('NetsvrBusiness\\Laravel\\', $roots);
        self::assertFileExists($roots['NetsvrBusiness\\Webman\\'][0] . '/Install.php');
    }

    public function testComposerDoesNotPutItBesideThePhpPackage(): void
    {
        $this->require(['netsvr/netsvr-php' => '*', 'buexplain/netsvr-business-serial' => '^6.0']);
        [$status, $output] = $this->composer('install');
        self::assertNotSame(0, $status);
        self::assertStringContainsString('buexplain/netsvr-business-serial', $output);
    }

    public function testComposerDoesNotPutItBesideThePackageForHyperf(): void
    {
        $this->require(['netsvr/netsvr-php' => '*', 'buexplain/netsvr-business-coroutine' => '*']);
        [$status, $output] = $this->composer('install');
        self::assertNotSame(0, $status);
        self::assertStringContainsString('conflict', $output);
        self::assertStringContainsString('buexplain/netsvr-business-coroutine', $output);
    }

    public function testAMachineThatOnlyBuildsInstallsItWithoutTheExtension(): void
    {
        $this->require(['netsvr/netsvr-php' => '*']);
        $php = array_slice(Program::php(), 0, -2);
        [$status, $output] = $this->composerWith($php, 'install');
        self::assertNotSame(0, $status);
        self::assertStringContainsString('ext-netsvr', $output);
        [$status, $output] = $this->composerWith($php, 'install', '--ignore-platform-req=ext-netsvr');
        self::assertSame(0, $status, $output);

        $uses = 'require "vendor/autoload.php"; echo (int)function_exists("NetsvrBusiness\milliSleep"), "\n";'
            . 'try { NetsvrBusiness\NetBus::broadcast("hello"); } catch (Error $error) { echo $error->getMessage(); }';
        [$status, $output] = $this->execute([...$php, '-r', $uses]);
        self::assertSame(0, $status, $output);
        self::assertStringStartsWith("1\nnetsvr: the PHP extension netsvr is not loaded in this PHP", $output);
    }

    public function testItsFunctionsAndThoseOfTheExtensionAreTheSame(): void
    {
        $this->require(['netsvr/netsvr-php' => '*']);
        self::assertSame(0, $this->composer('install')[0]);
        $uses = 'require "vendor/autoload.php"; new Netsvr\Transfer(); NetsvrBusiness\milliSleep(1);'
            . 'echo NetsvrBusiness\workerAddrConvertToHex("127.0.0.1:6061"), " ",'
            . ' NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex("7f00000117ad653b1a2c00000001"), " ";'
            . 'echo (new ReflectionFunction("NetsvrBusiness\milliSleep"))->isInternal() ? "internal" : "of PHP";';
        foreach (['auto' => 'of PHP', '0' => 'of PHP', '1' => 'internal'] as $functions => $kind) {
            [$status, $output] = $this->execute([...Program::php(), '-d', "netsvr.functions=$functions", '-r', $uses]);
            self::assertSame([0, "7f00000117ad 7f00000117ad $kind"], [$status, $output]);
        }
    }

    /** @dataProvider packages */
    #[DataProvider('packages')]
    public function testThePackageFileIsValid(string $file): void
    {
        [$status, $output] = $this->composer('validate', '--no-check-publish', dirname(__DIR__, 2) . "/$file");
        self::assertSame(0, $status, $output);
    }

    public static function packages(): array
    {
        return [['composer.json'], ['php/composer.json']];
    }

    /** @param array<string, string> $packages */
    private function require(array $packages): void
    {
        $package = static fn(string $name, string $version): array => [
            'type' => 'package',
            'package' => ['name' => $name, 'version' => $version, 'type' => 'metapackage'],
        ];
        file_put_contents($this->path('composer.json'), json_encode([
            'require' => $packages,
            'minimum-stability' => 'dev',
            'repositories' => [
                ['type' => 'path', 'url' => dirname(__DIR__, 2) . '/php', 'options' => ['symlink' => true]],
                $package('psr/container', '1.1.2'),
                $package('psr/log', '1.1.4'),
                $package('buexplain/netsvr-business-serial', '4.0.1'),
                $package('buexplain/netsvr-business-serial', '6.0.1'),
                $package('buexplain/netsvr-business-coroutine', '5.0.0'),
                ['packagist' => false],
            ],
        ]));
    }

    /** @return array{int, string} */
    private function composer(string ...$arguments): array
    {
        return $this->composerWith(Program::php(), ...$arguments);
    }

    /**
     * @param list<string> $php
     * @return array{int, string}
     */
    private function composerWith(array $php, string ...$arguments): array
    {
        $composer = trim((string)shell_exec('command -v composer'));
        return $this->execute([...$php, $composer, '--no-interaction', '--no-ansi', ...$arguments]);
    }

    /**
     * @param list<string> $command
     * @return array{int, string}
     */
    private function execute(array $command): array
    {
        $process = proc_open(
            $command,
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            $this->project->folder,
            [
                'COMPOSER_HOME' => $this->path('composer-home'),
                'COMPOSER_DISABLE_NETWORK' => '1',
                'COMPOSER_ALLOW_SUPERUSER' => '1',
                'PATH' => (string)getenv('PATH'),
            ]
        );
        $output = (string)stream_get_contents($pipes[1]);
        return [proc_close($process), $output];
    }

    private function path(string $name): string
    {
        return "{$this->project->folder}/$name";
    }
}
