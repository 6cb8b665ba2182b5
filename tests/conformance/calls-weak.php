<?php
/*
 * Calls NetBus as a file without strict_types does. Its twin is calls-strict.php.
 */

return static fn(string $method, array $arguments): mixed => NetsvrBusiness\NetBus::{$method}(...$arguments);
