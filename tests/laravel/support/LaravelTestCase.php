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

    /** Of applications in this process, and of artisan. */
    protected function assertPostConditions(): void
    {
        self::assertSame('', $this->project->log('deprecations'));
    }

    protected function tearDown(): void
    {
        Project::forgetVariables();
        // Laravel's shutdown handler keeps the application; at least it holds no sockets any more.
        $app = Container::getInstance();
        if ($app instanceof LaravelContainer) {
            $app->flush();
        }
        LaravelContainer::setInstance();
        Facade::clearResolvedInstances();
        Facade::setFacadeApplication(null);
        Container::setInstance(new Container());
        // Sockets say goodbye in the log, which would make the folder again.
        unset($app);
        gc_collect_cycles();
        unset($this->project);
    }
}
