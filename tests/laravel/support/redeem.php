<?php
/*
 * Redeems the tickets that are its arguments behind the first, the folder of a project. It says `ready`, and begins when
 * it is told a line. Prints a line for each ticket: `redeemed`, or why it is refused.
 */
declare(strict_types=1);

use Illuminate\Contracts\Console\Kernel;
use NetsvrBusiness\Laravel\Identity\TicketRefused;
use NetsvrBusiness\Laravel\NetsvrTicket;

require (string)getenv('NETSVR_TEST_AUTOLOAD');
$folder = $argv[1];
$app = require "$folder/bootstrap/app.php";
$app->make(Kernel::class)->bootstrap();
echo "ready\n";
fgets(STDIN);
foreach (array_slice($argv, 2) as $ticket) {
    try {
        NetsvrTicket::redeem($ticket);
        echo "redeemed\n";
    } catch (TicketRefused $refused) {
        echo $refused->reason->name, "\n";
    }
}
