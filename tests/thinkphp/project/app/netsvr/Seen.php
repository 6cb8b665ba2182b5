<?php
/*
 * What an event sees of the events before it: the service is made by the container, which keeps what it makes.
 */
declare(strict_types=1);

namespace app\netsvr;

class Seen
{
    /** @var list<string> */
    public array $words = [];
}
