<?php
declare(strict_types=1);

namespace NetsvrTests\Laravel;

use Illuminate\Container\Container as LaravelContainer;
use Illuminate\Support\Facades\Facade;
use NetsvrBusiness\Container;
use PHPUnit\Framework\TestCase;

/** A project for each test, and nothing left of its applications afterwards. */
abstract class LaravelTestCase extends TestCase
{
    protected Project $project;

    protected function setUp(): void
    {
        $this->project = new Project();
    }

    protected function tearDown(): void
    {
        unset($this->project);
        Project::forgetVariables();
        LaravelContainer::setInstance();
        Facade::clearResolvedInstances();
        Container::setInstance(new Container());
    }
}
