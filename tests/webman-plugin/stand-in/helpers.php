<?php
/*
 * Stand-in for Webman: the functions that the plugin calls. The project is the working directory. As in Webman, PHP's
 * warnings are exceptions.
 */
declare(strict_types=1);

set_error_handler(static function (int $level, string $message, string $file = '', int $line = 0): void {
    if ((error_reporting() & $level) !== 0) {
        throw new ErrorException($message, 0, $level, $file, $line);
    }
});

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
