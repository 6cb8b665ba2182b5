<?php
/*
 * A stand-in for the functions of ThinkPHP 8 that configuration files and applications call.
 */
declare(strict_types=1);

use think\Container;

function env(string $name = null, $default = null)
{
    return Container::getInstance()->make('env')->get($name, $default);
}

function app(string $name = '', array $args = [], bool $newInstance = false)
{
    return Container::getInstance()->make($name ?: 'app', $args, $newInstance);
}

function request(): think\Request
{
    return app('request');
}
