<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: configuration.
 */
declare(strict_types=1);

namespace think;

class Config
{
    protected $config = [];

    public function load(string $file, string $name = ''): array
    {
        return $this->set((array)require $file, $name);
    }

    public function get(string $name = null, $default = null)
    {
        if (!str_contains((string)$name, '.')) {
            // as the real one: what is not there is an empty array
            return $this->config[$name] ?? [];
        }
        $found = $this->config;
        foreach (explode('.', $name) as $key) {
            if (!isset($found[$key])) {
                return $default;
            }
            $found = $found[$key];
        }
        return $found;
    }

    public function set(array $config, string $name = null): array
    {
        return $this->config[$name] = array_merge($this->config[$name] ?? [], $config);
    }
}
