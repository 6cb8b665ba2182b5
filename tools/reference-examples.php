<?php
/*
 * The examples of docs/api-reference.md, by method of NetBus or by class: code, and output where it prints something, in
 * which … stands for anything. tests/docs runs them. 'texts' has what they send and their comments in Chinese.
 */
declare(strict_types=1);

$json = static fn(string $call): string => "echo json_encode($call, JSON_UNESCAPED_SLASHES), \"\\n\";";
$asks = static fn(string $call, string $output, string $before = ''): array => ['code' => $before . $json($call), 'output' => $output];

return [
    // -- NetBus
    'singleCast' => ['code' => "NetBus::singleCast(\$uniqId, 'Your order has been shipped.');"],
    'singleCastByCustomerId' => ['code' => "NetBus::singleCastByCustomerId(17, 'Your order has been shipped.');"],
    'singleCastBulk' => ['code' => <<<'PHP'
        NetBus::singleCastBulk([
            $uniqIds[0] => 'You are the first one.',
            $uniqIds[1] => 'You are the second one.',
        ]);
        // several messages for one client
        NetBus::singleCastBulk(['uniqIds' => $uniqId, 'data' => ['First message.', 'Second message.']]);
        PHP],
    'singleCastBulkByCustomerId' => ['code' => <<<'PHP'
        NetBus::singleCastBulkByCustomerId([17 => 'Two items are left.', 18 => 'One item is left.']);
        PHP],
    'multicast' => ['code' => "NetBus::multicast(\$uniqIds, 'The auction has begun.');"],
    'multicastByCustomerId' => ['code' => "NetBus::multicastByCustomerId([17, 18], 'The auction has begun.');"],
    'broadcast' => ['code' => "NetBus::broadcast('The shop closes in ten minutes.');"],
    'topicSubscribe' => ['code' => "NetBus::topicSubscribe(\$uniqId, ['weather', 'sports'], 'You have subscribed.');"],
    'topicUnsubscribe' => ['code' => "NetBus::topicUnsubscribe(\$uniqId, 'news', 'You have unsubscribed.');"],
    'topicPublish' => ['code' => "NetBus::topicPublish('news', 'The library has moved.');"],
    'topicPublishBulk' => ['code' => <<<'PHP'
        NetBus::topicPublishBulk(['news' => 'The library has moved.', 'weather' => 'It will rain.']);
        PHP],
    'topicDelete' => ['code' => "NetBus::topicDelete(['news', 'weather'], 'This topic is closed.');"],
    'topicList' => $asks('NetBus::topicList()', '[{"workerAddr":"127.0.0.1:6061","topics":["news"]}]'),
    'topicCount' => $asks('NetBus::topicCount()', '[{"workerAddr":"127.0.0.1:6061","count":1}]'),
    'topicUniqIdList' => $asks(
        "NetBus::topicUniqIdList(['news', 'weather'])",
        '[{"workerAddr":"127.0.0.1:6061","items":[{"topic":"news","uniqIds":["7f00000117ad…"]}]}]'
    ),
    'topicUniqIdCount' => $asks(
        "NetBus::topicUniqIdCount('news')",
        '[{"workerAddr":"127.0.0.1:6061","items":[{"topic":"news","count":1}]}]'
    ),
    'topicCustomerIdList' => $asks(
        "NetBus::topicCustomerIdList('news')",
        '[{"workerAddr":"127.0.0.1:6061","items":[{"topic":"news","customerIds":["17"]}]}]'
    ),
    'topicCustomerIdCount' => $asks(
        "NetBus::topicCustomerIdCount('news')",
        '[{"workerAddr":"127.0.0.1:6061","items":[{"topic":"news","count":1}]}]'
    ),
    'topicCustomerIdToUniqIdsList' => $asks(
        "NetBus::topicCustomerIdToUniqIdsList('news')",
        '[{"workerAddr":"127.0.0.1:6061","items":[{"topic":"news","items":[{"customerId":"17","uniqIds":["7f00000117ad…"]}]}]}]'
    ),
    'connInfoUpdate' => ['code' => <<<'PHP'
        NetBus::connInfoUpdate(
            (new Netsvr\ConnInfoUpdate())
                ->setUniqId($uniqId)
                ->setNewCustomerId('17')
                ->setNewSession('{"name":"Ada"}')
                ->setNewTopics(['news'])
                ->setData('You are logged in.')
        );
        PHP],
    'connInfoDelete' => ['code' => <<<'PHP'
        NetBus::connInfoDelete((new Netsvr\ConnInfoDelete())->setUniqId($uniqId)->setDelCustomerId(true)->setDelSession(true));
        PHP],
    'connInfo' => [
        'code' => <<<'PHP'
            $info = NetBus::connInfo($uniqId);
            echo $info[$uniqId]['customerId'], ' ', json_encode($info), "\n";
            PHP,
        'output' => '17 {"7f00000117ad…":{"customerId":"17","session":"","topics":["news"]}}',
    ],
    'connInfoByCustomerId' => $asks(
        'NetBus::connInfoByCustomerId(17)',
        '{"17":[{"uniqId":"7f00000117ad…","session":"","topics":["news"]}]}'
    ),
    'checkOnline' => [
        'code' => <<<'PHP'
            $online = NetBus::checkOnline($uniqIds);
            echo count($online), ' ', json_encode($online), "\n";
            PHP,
        'output' => '2 ["7f00000117ad…","7f00000117ad…"]',
    ],
    'uniqIdList' => [
        'code' => <<<'PHP'
            $lists = NetBus::uniqIdList();
            echo json_encode($lists, JSON_UNESCAPED_SLASHES), "\n";
            $all = array_merge(...array_column($lists, 'uniqIds')); // of all gateways
            PHP,
        'output' => '[{"workerAddr":"127.0.0.1:6061","uniqIds":["7f00000117ad…"]}]',
    ],
    'uniqIdCount' => [
        'code' => <<<'PHP'
            $counts = NetBus::uniqIdCount();
            echo json_encode($counts, JSON_UNESCAPED_SLASHES), "\n";
            $all = array_sum(array_column($counts, 'count')); // of all gateways
            PHP,
        'output' => '[{"workerAddr":"127.0.0.1:6061","count":2}]',
    ],
    'customerIdList' => $asks('NetBus::customerIdList()', '[{"workerAddr":"127.0.0.1:6061","customerIds":["17"]}]'),
    'customerIdCount' => $asks('NetBus::customerIdCount()', '[{"workerAddr":"127.0.0.1:6061","count":1}]'),
    'forceOffline' => ['code' => "NetBus::forceOffline(\$uniqId, 'You are logged in elsewhere.');"],
    'forceOfflineByCustomerId' => ['code' => "NetBus::forceOfflineByCustomerId(17, 'Your account is closed.');"],
    'forceOfflineGuest' => ['code' => "NetBus::forceOfflineGuest(\$uniqIds, 'Please log in.', 30);"],
    'metrics' => [
        'code' => <<<'PHP'
            foreach (NetBus::metrics() as $counter) {
                if ($counter['item'] === 1) { // connections that were opened
                    echo json_encode($counter, JSON_UNESCAPED_SLASHES), "\n";
                }
            }
            PHP,
        'output' => '{"workerAddr":"127.0.0.1:6061","item":1,"count":…,"meanRate":…,"rate1":…,"rate5":…,"rate15":…}',
    ],
    'limit' => [
        'code' => <<<'PHP'
            echo json_encode(NetBus::limit(), JSON_UNESCAPED_SLASHES), "\n"; // only asks
            NetBus::limit((new Netsvr\LimitReq())->setOnOpen(5000)); // onMessage stays as it is
            PHP,
        'output' => '[{"workerAddr":"127.0.0.1:6061","onMessage":50000,"onOpen":10000}]',
    ],
    'flush' => [
        'code' => <<<'PHP'
            NetBus::multicast($uniqIds, 'The auction has begun.');
            NetBus::singleCast($uniqId, 'You have the first bid.');
            echo json_encode(NetBus::flush(), JSON_UNESCAPED_SLASHES), "\n";
            PHP,
        'output' => '[{"workerAddr":"127.0.0.1:6061","confirmed":2,"unconfirmed":0,"acceptedOnly":false,"problem":null}]',
    ],
    'fake' => [
        'code' => <<<'PHP'
            $fake = NetBus::fake();
            NetBus::singleCastByCustomerId(17, 'Your order has been shipped.');
            foreach ($fake->sent() as $frame) {
                echo $frame->name(), "\n";
            }
            $fake->stop();
            PHP,
        'output' => 'SingleCastByCustomerId',
    ],

    // -- classes
    'NetsvrBusiness\TaskSocketManger' => [
        'about' => ['Bind it once, where your application starts.', '在应用启动的地方绑定一次。'],
        'code' => <<<'PHP'
            use NetsvrBusiness\Contract\TaskSocketMangerInterface;

            Container::getInstance()->bind(TaskSocketMangerInterface::class, function () use ($logger) {
                $manager = new TaskSocketManger();
                foreach (['10.0.0.1:6061', '10.0.0.2:6061'] as $workerAddr) {
                    $manager->addSocket(new TaskSocket('push', $logger, $workerAddr, 5, 5, 117));
                }
                return $manager;
            });
            PHP,
    ],
    'NetsvrBusiness\TaskSocket' => [
        'about' => ['NetBus uses task sockets for you. By hand:', 'NetBus 会替你使用任务连接。手动使用：'],
        'code' => <<<'PHP'
            $socket = new TaskSocket('push', $logger, '127.0.0.1:6061', 5, 5, 117);
            var_dump($socket->isConnected()); // it connects on first use
            $socket->send(pack('N', Netsvr\Cmd::UniqIdCount));
            $answer = new Netsvr\UniqIdCountResp();
            $answer->mergeFromString(substr($socket->receive(), 4)); // behind the command
            echo $answer->getCount() > 0 ? 'there are clients' : 'there are no clients', "\n";
            PHP,
        'output' => "bool(false)\nthere are clients",
        'output zh' => "bool(false)\n有客户端",
    ],
    'NetsvrBusiness\Socket' => [
        'code' => <<<'PHP'
            $socket = new Socket('tool', $logger, '127.0.0.1:6061', 5, 5);
            if ($socket->connect()) {
                echo $socket->getWorkerAddr(), "\n";
                $socket->close();
            }
            PHP,
        'output' => '127.0.0.1:6061',
    ],
    'NetsvrBusiness\Container' => [
        'about' => ['A framework\'s container takes its place like this:', '这样换用框架的容器：'],
        'code' => <<<'PHP'
            $app = new class implements Psr\Container\ContainerInterface {
                public array $services = [];

                public function get(string $id)
                {
                    return $this->services[$id];
                }

                public function has(string $id): bool
                {
                    return isset($this->services[$id]);
                }
            };
            $app->services[NetsvrBusiness\Contract\TaskSocketMangerInterface::class] = $manager;
            Container::setInstance($app);
            NetBus::broadcast('The shop closes in ten minutes.');
            PHP,
    ],
    'NetsvrBusiness\Contract\EventInterface' => [
        'code' => <<<'PHP'
            final class Chat implements NetsvrBusiness\Contract\EventInterface
            {
                public function onOpen(Netsvr\ConnOpen $connOpen): void
                {
                    NetBus::singleCast($connOpen->getUniqId(), 'Welcome to the chat.');
                }

                public function onMessage(Netsvr\Transfer $transfer): void
                {
                    NetBus::broadcast($transfer->getData());
                }

                public function onClose(Netsvr\ConnClose $connClose): void
                {
                    echo $connClose->getCustomerId(), " has left\n";
                }
            }
            PHP,
    ],
    'NetsvrBusiness\MainSocketManager' => [
        'code' => <<<'PHP'
            $mainSockets = new MainSocketManager();
            $mainSockets->addSocket(new MainSocket(
                'main', $logger, $events,
                new Socket('main', $logger, '127.0.0.1:6061', 5, 5),
                '~6YOt5rW35piO~', // HeartbeatMessage under [Worker] of the gateway
                Netsvr\Event::OnOpen | Netsvr\Event::OnMessage | Netsvr\Event::OnClose,
                1, 25_000
            ));
            $ends = time() + 1; // a service leaves the argument of run() out: it runs until SIGTERM
            $mainSockets->run(fn (MainSocketManager $running) => time() > $ends ? $running->close() : null, 100);
            PHP,
    ],
    'NetsvrBusiness\Health' => $asks(
        'Health::check(1.0)',
        '{"ready":true,"gateways":[{"workerAddr":"127.0.0.1:6061","ready":true,"problem":null}]}'
    ),
    'NetsvrBusiness\Stats' => [
        'code' => <<<'PHP'
            NetBus::broadcast('The shop closes in ten minutes.');
            foreach (Stats::get() as $gateway) {
                echo $gateway['workerAddr'], ': ', $gateway['sentFrames'] > 0 ? 'frames were sent' : 'nothing was sent', "\n";
            }
            PHP,
        'output' => '127.0.0.1:6061: frames were sent',
        'output zh' => '127.0.0.1:6061: 发送了帧',
    ],
    'NetsvrBusiness\Doctor' => [
        'code' => <<<'PHP'
            $found = Doctor::examine('127.0.0.1:6060'); // the port of clients, where a worker address is wanted
            echo $found['port'], "\n", implode("\n", $found['problems']), "\n";
            PHP,
        'output' => "websocket\n…",
    ],
    'NetsvrBusiness\Exception\SocketReceiveException' => [
        'code' => <<<'PHP'
            $manager->addSocket(new TaskSocket('push', $logger, '127.0.0.1:9', 1, 1, 117)); // nobody listens there
            try {
                NetBus::uniqIdCount();
            } catch (NetsvrBusiness\Exception\SocketReceiveException $failed) {
                echo json_encode(array_keys($failed->getFailures()), JSON_UNESCAPED_SLASHES), "\n";
                echo json_encode($failed->getPartialResult(), JSON_UNESCAPED_SLASHES), "\n";
            }
            PHP,
        'output' => "[\"127.0.0.1:9\"]\n[{\"workerAddr\":\"127.0.0.1:6061\",\"count\":…}]",
    ],
    'NetsvrBusiness\Exception\SocketSendException' => [
        'code' => <<<'PHP'
            ini_set('netsvr.text_check', 'throw');
            try {
                NetBus::singleCast($uniqId, "\xff");
            } catch (NetsvrBusiness\Exception\SocketSendException $failed) {
                echo $failed->getMessage(), "\n";
            }
            PHP,
        'output' => '…UTF-8…',
    ],
    'functions' => [
        'code' => <<<'PHP'
            echo NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061'), "\n";
            echo NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex($uniqId), "\n";
            PHP,
        'output' => "7f00000117ad\n7f00000117ad",
    ],
    'Netsvr\Message' => [
        'code' => <<<'PHP'
            $message = new Netsvr\SingleCast(['uniqId' => $uniqId, 'data' => 'Good morning.']);
            $bytes = $message->serializeToString();
            $read = new Netsvr\SingleCast();
            $read->mergeFromString($bytes);
            var_dump($read == $message, $read->getData());
            PHP,
        'output' => "bool(true)\nstring(13) \"Good morning.\"",
        'output zh' => "bool(true)\nstring(12) \"早上好。\"",
    ],

    'texts' => [
        'Your order has been shipped.' => '您的订单已发货。',
        'You are the first one.' => '您是第一位。',
        'You are the second one.' => '您是第二位。',
        'several messages for one client' => '给一个客户端发多条消息',
        'First message.' => '第一条消息。',
        'Second message.' => '第二条消息。',
        'Two items are left.' => '还剩两件。',
        'One item is left.' => '还剩一件。',
        'The auction has begun.' => '拍卖已经开始。',
        'The shop closes in ten minutes.' => '商店十分钟后关门。',
        'You have subscribed.' => '订阅成功。',
        'You have unsubscribed.' => '已退订。',
        'The library has moved.' => '图书馆搬家了。',
        'It will rain.' => '今天有雨。',
        'This topic is closed.' => '该主题已关闭。',
        'You are logged in.' => '您已登录。',
        'of all gateways' => '所有网关合计',
        'You are logged in elsewhere.' => '您已在别处登录。',
        'Your account is closed.' => '您的账号已关闭。',
        'Please log in.' => '请登录。',
        'connections that were opened' => '打开过的连接',
        'only asks' => '只查询',
        'onMessage stays as it is' => 'onMessage 保持不变',
        'You have the first bid.' => '您最先出价。',
        'it connects on first use' => '第一次使用时才连接',
        'behind the command' => '命令之后的部分',
        'there are clients' => '有客户端',
        'there are no clients' => '没有客户端',
        'Welcome to the chat.' => '欢迎加入聊天。',
        ' has left\n' => ' 离开了\n',
        'HeartbeatMessage under [Worker] of the gateway' => '网关配置里 [Worker] 下的 HeartbeatMessage',
        'a service leaves the argument of run() out: it runs until SIGTERM' => '系统服务不给 run() 参数：一直运行到收到 SIGTERM',
        'frames were sent' => '发送了帧',
        'nothing was sent' => '没有发送',
        'the port of clients, where a worker address is wanted' => '这是客户端的端口，不是 worker 地址',
        'nobody listens there' => '那里没有程序在监听',
        'Good morning.' => '早上好。',
    ],
];
