<?php
/*
 * The Chinese texts of API 8: `words`, which make texts of API 4 those of API 8, as stubs-docs-v8.php does with the English
 * ones; and `sentences`, in the form of stubs-docs-zh.php, that API 8 alone has.
 */
declare(strict_types=1);

return [
    'words' => [
        '$workerAddrAsHex' => '$addrAsHex', '$workerAddr ' => '$addr ', 'worker address' => 'address', 'worker 地址' => '地址',
        '\Netsvr\\' => '\NetsvrProtocol\\',
    ],
    'sentences' => [
        'Everything goes over its task sockets, to the task addresses of the gateways; main sockets only bring events.'
            => '全部走它的任务连接，发到各网关的 task 地址；主连接（main socket）只接收事件。',
        'Sends a frame to every gateway.'
            => '向每个网关发送一个帧。',
        'In a Workerman process that has workers, and in Swoole, a timer keeps it alive while it is connected.'
            => '在有 worker 的 Workerman 进程里，以及在 Swoole 里，连接期间由定时器使它保持活跃。',
        'the heartbeat that the gateway expects (`HeartbeatMessage` under `[Task]` of its configuration)'
            => '网关期望的心跳内容（其配置里 `[Task]` 下的 `HeartbeatMessage`）',
        'Starts the timer, unless it is running or there is no event loop.'
            => '启动定时器；已在运行或没有事件循环则不做。',
        'The main sockets of a process without Workerman, one for each gateway.'
            => '没有 Workerman 的进程的主连接，每个网关一个。',
        'connects to the worker address of the gateway; belongs to this object from now on'
            => '连接网关的 worker 地址；从此归本对象所有',
        'Tells the gateway over this connection to send no more events, and handles those that are on their way.'
            => '在本连接上通知网关不再发送事件，并处理已在途中的事件。',
        'the loop that reads the connection'
            => '读取这条连接的事件循环',
        'A registered connection to a gateway: it receives events.'
            => '已注册的、连到网关的连接：接收事件。',
        'NetBus does not use them.'
            => 'NetBus 不使用它们。',
        'The same as getPartial(), under its name of API 4.'
            => '与 getPartial() 相同，是 API 4 里的名称。',
        'What the other gateways have answered, in an object of the class that the call gives.'
            => '其他网关的应答，是该调用所返回的类的对象。',
        'Null when the exception does not come from a query.'
            => '异常不是来自查询时为 null。',
        'See getPartial().'
            => '见 getPartial()。',
        'Tells which clients are connected.'
            => '哪些客户端在线。',
        'The object keeps the answers of the gateways as they came, and its methods read them.'
            => '对象原样保留各网关的应答，由它的方法读取。',
        '$data has a message for each gateway; the methods see what you change there.'
            => '$data 里每个网关有一条消息；你在其中的改动，各方法都能看到。',
        'The clients that are connected, each once.'
            => '在线的客户端，每个只出现一次。',
        'A uniqId that looks like an integer is an int.'
            => '看起来像整数的 uniqId 是 int。',
        'Whether a client is connected.'
            => '某个客户端是否在线。',
        'The first call makes a set to look into; it is made anew when $data has changed.'
            => '第一次调用时建立一个用于查找的集合；$data 改变后重新建立。',
        'Makes the set of connected clients in $cache: uniqId => true.'
            => '在 $cache 里建立在线客户端的集合：uniqId => true。',
        'The answers of all gateways as rows.'
            => '所有网关的应答，逐行列出。',
        'For json_encode(): the same as toArray().'
            => '供 json_encode() 使用：与 toArray() 相同。',
        'The answer of each gateway, by its address, in the order of the gateways.'
            => '每个网关的应答，以其地址为键，按网关的顺序排列。',
        'A gateway that was not asked has no entry.'
            => '没有被询问的网关没有条目。',
        'The set, once it has been made.'
            => '该集合，建立之后才有。',
        'What the gateways keep for the connections of customers.'
            => '网关为客户的连接保存的信息。',
        'The connections of all gateways by their customerIds: the objects of $data.'
            => '所有网关的连接，以 customerId 为键：$data 里的对象。',
        'A customerId that looks like an integer becomes an int key.'
            => '看起来像整数的 customerId 会变成 int 键。',
        'The uniqIds of all gateways, one after the other.'
            => '所有网关的 uniqId，依次排列。',
        'What the gateways keep for clients.'
            => '网关为客户端保存的信息。',
        'The connections by their uniqIds: the objects of $data.'
            => '以 uniqId 为键的连接：$data 里的对象。',
        'A uniqId that looks like an integer becomes an int key.'
            => '看起来像整数的 uniqId 会变成 int 键。',
        'The number of customers that have a connection, for each gateway.'
            => '有连接的客户数量，每个网关一项。',
        'The customers that have a connection, for each gateway.'
            => '有连接的客户，每个网关一项。',
        'The limits in force, for each gateway.'
            => '当前生效的限制，每个网关一项。',
        'The counters of the gateways: the count, and the rates per second.'
            => '网关的计数器：总数和每秒的次数。',
        'The counters of all gateways as rows.'
            => '所有网关的计数器，逐行列出。',
        'The number of topics, for each gateway.'
            => '主题的数量，每个网关一项。',
        'All topics, for each gateway.'
            => '所有主题，每个网关一项。',
        'The number of clients, for each gateway.'
            => '客户端的数量，每个网关一项。',
        'The number of clients of all gateways.'
            => '所有网关的客户端总数。',
        'All clients, for each gateway.'
            => '所有客户端，每个网关一项。',
        'The main sockets of a worker of Workerman, one for each gateway.'
            => 'Workerman 的一个进程的主连接，每个网关一个。',
        'The frame of the protocol, for Workerman 5\'s own connections.'
            => '协议的帧格式，用于 Workerman 5 自己的连接。',
        'Implements Workerman\Protocols\ProtocolInterface if that is installed.'
            => '安装了 Workerman 5 时，实现其 Workerman\Protocols\ProtocolInterface。',
        'The native parent of Workerman\LengthProtocolV5.'
            => 'Workerman\LengthProtocolV5 的原生父类。',
        'An address in the form in which uniqIds begin with it: `127.0.0.1:6071` is `7f00000117b7`.'
            => 'uniqId 开头所用的地址形式：`127.0.0.1:6071` 是 `7f00000117b7`。',
    ],
];
