<?php
/*
 * Calls NetBus as a file with strict_types does. Its twin is calls-weak.php.
 */
declare(strict_types=1);

return static fn(string $method, array $arguments): mixed => NetsvrBusiness\NetBus::{$method}(...$arguments);
