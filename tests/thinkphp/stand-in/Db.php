<?php
/*
 * A stand-in for a class of ThinkPHP: the connections that there are, as in think-orm before 2.0.56, and no database.
 */
declare(strict_types=1);

namespace think;

use Error;

class Db
{
    protected $instance = [];

    public function __call($method, $args)
    {
        throw new Error("the connection has no method $method");
    }
}
