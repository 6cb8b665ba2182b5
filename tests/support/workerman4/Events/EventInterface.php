<?php
/*
 * Stand-in for Workerman 4: the event loop as the rest of a program sees it.
 */
namespace Workerman\Events;

interface EventInterface
{
    const EV_READ = 1;
    const EV_WRITE = 2;
    const EV_EXCEPT = 3;
    const EV_SIGNAL = 4;
    const EV_TIMER = 8;
    const EV_TIMER_ONCE = 16;

    /** A stream, a signal number or seconds, as the flag says. A timer gives its id, anything else true. */
    public function add($fd, $flag, $func, $args = array());

    /** The same stream or signal, or the id of a timer. */
    public function del($fd, $flag);

    public function clearAllTimer();

    public function loop();

    public function destroy();

    public function getTimerCount();
}
