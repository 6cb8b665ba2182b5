<?php
/* The base class of the tests that pages show. Needs PHPUnit: Debian's, or that of the application. */
declare(strict_types=1);

namespace Tests;

use Illuminate\Foundation\Testing\TestCase as LaravelTestCase;

if (!class_exists(\PHPUnit\Framework\TestCase::class)) {
    require 'PHPUnit/Autoload.php';
}

abstract class TestCase extends LaravelTestCase
{
    public function createApplication()
    {
        return \NetsvrTests\Docs\Laravel\boot();
    }
}
