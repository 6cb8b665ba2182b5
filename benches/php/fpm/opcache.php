<?php
/*
 * Says whether opcache is there, without which php-fpm is not measured.
 */
declare(strict_types=1);

echo function_exists('opcache_get_status') && opcache_get_status(false)['opcache_enabled'] ? 'on' : 'off';
