<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: the connections that there are, and no database.
 */
declare(strict_types=1);

namespace think;

class Db
{
    public function getInstance(): array
    {
        return [];
    }
}
