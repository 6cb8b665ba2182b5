<?php
/*
 * What one request of the sweep does. Answers what it came to; a fatal error says so by itself. Run by PhpServer, with
 * the scene, the offset and the gateways in the query.
 */
declare(strict_types=1);

use Netsvr\ConnInfoUpdate;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Limits\Logger;
use NetsvrTests\Limits\Scenes;
use function NetsvrTests\Support\requirePsr;

require __DIR__ . '/../support/autoload.php';
requirePsr();
require __DIR__ . '/Logger.php';
require __DIR__ . '/Scenes.php';

['scene' => $scene, 'offset' => $offset, 'gateways' => $addresses] = $_GET;
$logger = new Logger();
$scenes = new Scenes($addresses, $logger);
$prepared = $scenes->{$scene}();
// some versions of PHP leave the old limit in force the first time, when they let go of memory that they keep
$limit = (string)(memory_get_usage() + (int)$offset);
ini_set('memory_limit', $limit);
ini_set('memory_limit', $limit);
$prepared();
echo 'done';
