<?php
/*
 * Stand-in for Webman: the functions that the plugin calls. The project is the working directory.
 */
declare(strict_types=1);

function base_path(string $path = ''): string
{
    return getcwd() . $path;
}

function runtime_path(): string
{
    return base_path('/runtime');
}

function config(string $key, mixed $default = null): mixed
{
    $value = support\App::$config;
    foreach (explode('.', $key) as $part) {
        if (!isset($value[$part])) {
            return $default;
        }
        $value = $value[$part];
    }
    return $value;
}
