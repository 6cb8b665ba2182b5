<?php
/*
 * Stand-in for Workerman 4: timers of the worker's event loop.
 */
namespace Workerman;

use Workerman\Events\EventInterface;

class Timer
{
    private static ?EventInterface $loop = null;

    public static function init($event = null)
    {
        self::$loop = $event;
    }

    /** The timer's id; false or null when it cannot be added. */
    public static function add($time_interval, $func, $args = array(), $persistent = true)
    {
        if ($time_interval <= 0) {
            return false;
        }
        if (self::$loop === null) {
            return null;
        }
        $flag = $persistent ? EventInterface::EV_TIMER : EventInterface::EV_TIMER_ONCE;
        return self::$loop->add($time_interval, $flag, $func, (array)$args);
    }

    public static function del($timer_id)
    {
        return self::$loop === null || self::$loop->del($timer_id, EventInterface::EV_TIMER);
    }

    public static function delAll()
    {
        if (self::$loop !== null) {
            self::$loop->clearAllTimer();
        }
    }
}
