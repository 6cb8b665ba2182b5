<?php
/*
 * Faults for devgate, drawn by chance: one a line, as its --help says.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use Random\Randomizer;

final class Script
{
    /** The first connection is left alone: it sets things up. */
    public static function forTaskSockets(Randomizer $random): string
    {
        $lines = [];
        for ($connection = 2; $connection <= 3000; $connection++) {
            // Several, of which the first may end it; none now and then.
            for ($i = $random->getInt(0, 4); $i > 0; $i--) {
                $action = match ($random->getInt(0, 13)) {
                    0 => 'delay=' . $random->getInt(1, 900),
                    1, 2 => 'delay=' . $random->getInt(1000, 1800),
                    3 => 'drop',
                    4 => 'truncate=' . $random->getInt(0, 60),
                    5 => 'reset=' . $random->getInt(0, 60),
                    6 => 'reset',
                    7 => 'command=' . $random->getInt(900_003_001, 900_003_018),
                    8 => 'length=' . $random->getInt(0, 3),
                    9 => 'length=4000000000',
                    10 => 'duplicate',
                    11 => 'dribble',
                    12 => 'stop-reading',
                    13 => 'stop-reading=' . $random->getInt(1, 1500),
                };
                // Nothing has been received at frame 0: only these can be done then.
                $from = $action === 'reset' || str_starts_with($action, 'stop-reading') ? 0 : 1;
                $lines[] = "conn=$connection frame=" . $random->getInt($from, 20) . " $action";
            }
        }
        return implode("\n", $lines) . "\n";
    }

    /** Connections on which this can be done one after the other; those after them are left alone. */
    public const STRUCK = 5;

    /** Events and answers that come late, in bits or not at all; connections that end, or are not read for a while. */
    public static function forMainSockets(Randomizer $random): string
    {
        $lines = [];
        for ($connection = 1; $connection <= self::STRUCK; $connection++) {
            // Not the end of the connection: there may be more of them. Of two at one frame only the first would strike.
            [$stops, $others] = [[], []];
            for ($i = $random->getInt(0, 3); $i > 0; $i--) {
                $others[] = $other = $random->getInt(1, 100);
                $lines[] = "conn=$connection sent=$other " . match ($random->getInt(0, 2)) {
                    0 => 'delay=' . $random->getInt(1, 300),
                    1 => 'drop',
                    2 => 'dribble',
                };
                $stops[] = $stop = $random->getInt(2, 100);
                $lines[] = "conn=$connection frame=$stop stop-reading={$random->getInt(1, 1000)}";
            }
            // Now and then before or at the registration, its first frame in either direction.
            $at = $random->getInt(0, 4) === 0 ? 1 : $random->getInt(2, 200);
            $frame = in_array($at, $stops, true) ? max($stops) + 1 : $at;
            $sent = in_array($at, $others, true) ? max($others) + 1 : $at;
            $lines[] = "conn=$connection " . match ($random->getInt(0, 5)) {
                0 => "frame=$frame reset",
                1 => 'frame=0 reset',
                2 => "sent=$sent truncate=" . $random->getInt(0, 60),
                3 => "sent=$sent reset=" . $random->getInt(0, 60),
                4 => "sent=$sent length=" . $random->getInt(0, 3),
                5 => "sent=$sent length=4000000000",
            };
        }
        return implode("\n", $lines) . "\n";
    }
}
