<?php
declare(strict_types=1);

use Illuminate\Foundation\Application;
use NetsvrTests\Laravel\LaravelTestCase;

/** The tests run on the framework that they are told to, in child processes, too. */
final class FrameworkTest extends LaravelTestCase
{
    public function testTheFrameworkIsThatOfLaravelDirOrDebians(): void
    {
        $folder = (string)getenv('LARAVEL_DIR');
        $vendor = $folder === '' ? '/usr/share/php' : realpath($folder) . '/vendor/laravel/framework';
        $file = (string)(new ReflectionClass(Application::class))->getFileName();
        self::assertStringStartsWith("$vendor/", $file);

        $artisan = $this->project->artisan(['--version', '--no-ansi']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertStringContainsString('Laravel Framework ' . Application::VERSION, $artisan->output());
    }
}
