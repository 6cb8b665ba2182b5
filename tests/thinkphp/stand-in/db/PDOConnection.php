<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: a database connection.
 */
declare(strict_types=1);

namespace think\db;

abstract class PDOConnection
{
    protected $transTimes = 0;

    abstract public function getPdo();

    abstract public function close();
}
