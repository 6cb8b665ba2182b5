<?php
/*
 * Calls NetBus, or a function of the namespace as `fn NAME`, as a file with strict_types does. Its twin is calls-weak.php.
 */
declare(strict_types=1);

return static fn(string $method, array $arguments): mixed => str_starts_with($method, 'fn ')
    ? ('NetsvrBusiness\\' . substr($method, 3))(...$arguments)
    : NetsvrBusiness\NetBus::{$method}(...$arguments);
