<?php
/*
 * A stand-in for a class of ThinkPHP 8: here it is a name in the container.
 */
declare(strict_types=1);

namespace think;

class Event
{
}
