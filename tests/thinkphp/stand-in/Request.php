<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: the request.
 */
declare(strict_types=1);

namespace think;

class Request
{
    protected $get = [];

    public function withGet(array $get)
    {
        $this->get = $get;
        return $this;
    }

    public function get(string|array|bool $name = '', $default = null, string|array|null $filter = '')
    {
        return $this->get[$name] ?? $default;
    }
}
