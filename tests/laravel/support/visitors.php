<?php
/*
 * Lets clients of its own join and leave a presence channel again and again, as fast as it goes. Its arguments: the folder
 * of a project, the URL of the gateway, the channel, a number that its users' ids begin with, how many clients, how many
 * steps. It says `ready`, and begins when it is told a line. Then it prints how many joins it made, and when it is told
 * another line, who is there for each of its clients that have stayed, as pusher-js would have it.
 */
declare(strict_types=1);

use Illuminate\Contracts\Console\Kernel;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Presence;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\WebSocketClient;

require (string)getenv('NETSVR_TEST_AUTOLOAD');
[, $folder, $url, $channel, $begin, $number, $steps] = $argv;
$app = require "$folder/bootstrap/app.php";
$app->make(Kernel::class)->bootstrap();
$application = $app->make(Applications::class)->default();
$presence = $app->make(Presence::class);
$clients = [];
for ($client = 0; $client < (int)$number; $client++) {
    $clients[$client] = WebSocketClient::connect($url, 30);
    $clients[$client]->uniqId = (string)$clients[$client]->receive(30);
}
mt_srand((int)$begin);
echo "ready\n";
fgets(STDIN);
$isThere = [];
for ($joins = $step = 0; $step < (int)$steps; $step++) {
    $at = $step < (int)$number ? $step : mt_rand(0, (int)$number - 1);
    $uniqId = $clients[$at]->uniqId;
    if (isset($isThere[$at])) {
        NetBus::topicUnsubscribe($uniqId, $application->topic($channel));
        $presence->leave($application, $channel, $uniqId);
        unset($isThere[$at]);
        continue;
    }
    // two clients to a user
    $userId = $begin . intdiv($at, 2);
    $joined = $presence->join($application, $channel, $uniqId, $userId, null);
    $here = ['event' => 'here', 'data' => json_encode(array_keys($joined->members()))];
    NetBus::topicSubscribe($uniqId, $application->topic($channel), json_encode($here));
    $isThere[$at] = true;
    $joins++;
}
echo "$joins\n";
fgets(STDIN);
foreach (array_keys($isThere) as $at) {
    $members = [];
    $problems = 0;
    // Behind what this process has sent, and what others have sent before they said that they are done.
    NetBus::singleCast($clients[$at]->uniqId, 'that is all');
    $texts = [];
    while (($text = $clients[$at]->receive(20)) !== 'that is all' && $text !== null) {
        $texts[] = $text;
    }
    foreach ([...$texts, ...$clients[$at]->receiveAll(0.3)] as $text) {
        $message = json_decode($text, true);
        $data = json_decode($message['data'], true);
        if ($message['event'] === 'here') {
            $members = array_fill_keys($data, true);
        } elseif ($message['event'] === 'pusher_internal:member_added') {
            $problems += (int)isset($members[$data['user_id']]);
            $members[$data['user_id']] = true;
        } else {
            $problems += (int)!isset($members[$data['user_id']]);
            unset($members[$data['user_id']]);
        }
    }
    ksort($members);
    $userId = $begin . intdiv($at, 2);
    echo json_encode(['user' => $userId, 'members' => array_keys($members), 'problems' => $problems]), "\n";
}
echo "done\n";
