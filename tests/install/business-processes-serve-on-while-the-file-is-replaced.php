<?php
/*
 * A newer netsvr.so under business processes that answer clients, and back to the older one; by the installer and by dpkg.
 * All processes are replaced at each step, and no message goes unanswered.
 *
 * Workerman's master, and so Webman's, forks its processes: they have the build that the master has loaded, until the master
 * itself is started anew. Those of netsvr:work (NetsvrBusiness\Support\Supervisor) are new programs: a reload brings the other build.
 */
declare(strict_types=1);

use NetsvrTests\Install\EchoLoad;
use NetsvrTests\Install\Inside;
use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $machine->unpack('older');
    $machine->unpack('newer', true);
    $deb = $machine->hand($machine->packages->deb);
    $newerDeb = '/tmp/packages/' . $machine->packages->newerDeb("$machine->folder/tmp/packages");
    $ways = [
        'the installer' => ['/tmp/older/install.sh', '/tmp/newer/install.sh', '/tmp/older/install.sh uninstall'],
        'dpkg' => ["dpkg -i $deb", "dpkg -i $newerDeb", "dpkg --purge php$machine->release-netsvr"],
    ];
    foreach ($ways as $way => [$installOlder, $installNewer, $remove]) {
        // By which of the two is of no account to the processes: one kind for each way.
        $kind = $way === 'dpkg' ? 'workerman5' : 'own';
        $machine->does($installOlder);
        $workers = $machine->workers($kind, 2);
        $load = new EchoLoad($machine->gateway->url);
        $load->untilAnswered();
        foreach ([$installNewer, $installOlder] as $install) {
            $machine->does($install);
            $load->goOn(0.3);
            $before = $workers->children();
            $machine->check($before !== [] && !array_filter($before, Inside::hasInstalledFile(...)), "a process of $kind has the new file before a reload");
            $workers->signal('USR1');
            for ($deadline = microtime(true) + 30; array_intersect($before, $workers->children()) !== [] && microtime(true) < $deadline;) {
                $load->goOn(0.05);
            }
            $machine->same([], array_intersect($before, $workers->children()), "processes of $kind that a reload has left");
            $load->goOn(0.5);
            $fresh = array_filter($workers->children(), Inside::hasInstalledFile(...));
            $machine->same($kind === 'own' ? count($before) : 0, count($fresh), "processes of $kind with the installed file after a reload");
        }
        [$sent, $problems] = $load->stop();
        array_push($machine->problems, ...$problems);
        $machine->check($sent > 100, "$sent messages to $kind: too few to say anything");
        $workers->stop();
        $workers = $machine->workers($kind, 2);
        (new EchoLoad($machine->gateway->url))->untilAnswered();
        $machine->same([], array_filter($workers->children(), static fn(int $pid): bool => !Inside::hasInstalledFile($pid)), "processes of $kind without the installed file after a restart");
        $workers->stop();
        $machine->does($remove);
    }
};
