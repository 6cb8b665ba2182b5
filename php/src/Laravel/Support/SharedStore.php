<?php
/*
 * A cache store that all processes of an application see, those of the web server and those of netsvr:work, and whose
 * add() is one step. What one process keeps in another store the others do not know.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Support;

use Illuminate\Contracts\Cache\Factory;
use Illuminate\Contracts\Cache\Repository;
use Illuminate\Contracts\Cache\Store;
use Illuminate\Contracts\Container\Container;

final class SharedStore
{
    private const ARRAY = 'Illuminate\Cache\ArrayStore';

    /** What is wrong with them. They are named, because no version of Laravel has all. */
    private const UNFIT = [
        self::ARRAY => 'lives in the memory of one process',
        'Illuminate\Cache\NullStore' => 'keeps nothing',
        'Illuminate\Cache\ApcStore' => 'is seen only by the processes of one web server',
        'Illuminate\Cache\SessionStore' => 'belongs to one session',
        'Illuminate\Cache\FailoverStore' => 'changes to another store, which does not have the data of the first',
        'Illuminate\Cache\StorageStore' => 'adds in two steps, and another process may come between them',
        'Laravel\Octane\Cache\OctaneStore' => 'is seen only by the workers of one Octane server',
    ];

    /**
     * @param string $purpose what needs it, as the beginning of a sentence: "tickets"
     * @param string $variable the environment variable that names it: "NETSVR_TICKET_STORE"
     * @param string|null $name a store of config/cache.php; null or '': the default one
     * @throws StoreNotShared says which store it is, why it does not do, and which setting to change
     */
    public static function of(Container $container, string $purpose, string $variable, ?string $name): Repository
    {
        $name = (string)$name === '' ? (string)$container->make('config')->get('cache.default') : (string)$name;
        $repository = $container->make(Factory::class)->store($name);
        $unfit = self::whyNot($repository->getStore());
        // A test has one process only, and most have an array for a cache.
        $tested = $repository->getStore() instanceof (self::ARRAY)
            && method_exists($container, 'runningUnitTests') && $container->runningUnitTests();
        if ($unfit !== null && !$tested) {
            throw new StoreNotShared("netsvr: $purpose need a cache store that all processes share. The store \"$name\" $unfit."
                . " Let $variable name one with the driver redis, database, memcached or dynamodb, or, on one machine, file.");
        }
        return $repository;
    }

    /** What keeps a store from being shared, as the end of a sentence about it; null: nothing. */
    public static function whyNot(Store $store): ?string
    {
        foreach (self::UNFIT as $class => $why) {
            if ($store instanceof $class) {
                return $why;
            }
        }
        return method_exists($store, 'add') ? null : 'has no add(), so two processes may add the same';
    }
}
