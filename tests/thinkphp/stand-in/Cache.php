<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: a store of files.
 */
declare(strict_types=1);

namespace think;

class Cache
{
    public function __construct(protected App $app)
    {
    }

    public function get($key, mixed $default = null): mixed
    {
        $text = @file_get_contents($this->file($key));
        return $text === false ? $default : unserialize($text);
    }

    public function set($key, $value, $ttl = null): bool
    {
        return file_put_contents($this->file($key), serialize($value)) !== false;
    }

    private function file(string $key): string
    {
        return $this->app->getRuntimePath() . 'cache-' . md5($key);
    }
}
