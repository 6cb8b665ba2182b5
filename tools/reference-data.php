<?php
/*
 * What docs/api-reference.md says beyond the texts of the stubs: the order of things, what a call costs, and the examples.
 * Texts are pairs, English and Chinese. Taken by reference.php, which wants each method and class in exactly one place.
 *
 *     groups      the public methods of NetBus: title, what the group is about, method => cost (a key of costs)
 *     protected   its protected ones
 *     costs       what a call sends
 *     parameters  those of NetBus that the stubs say nothing of
 *     classes     title, text, class => name of its example, or null
 *     examples    method or class => code, and output where it prints something; 'about' stands above it
 *     texts       what the examples send, in Chinese
 */
declare(strict_types=1);

return [
    'title' => ['API reference', 'API 参考'],
    'intro' => [
        <<<'TEXT'
            All classes, methods and functions of the extension, with `netsvr.api = 4` (the default) on a gateway 5.x or 8.x.
            [What API 8 changes](#api-8) stands at the end. Your editor shows the same texts with the
            [stubs](../php-stubs/README.md).

            The examples run as they stand, against the [development gateway](devgate.md):

            <!-- background -->
            ```sh
            target/release/devgate --greet
            ```

            They know `$uniqId`, a client that is connected, `$uniqIds`, which are that client
            and another one, `$logger`, any PSR-3 logger, and `$events`, an object of your class that implements
            [`EventInterface`](#eventinterface). The first client belongs to customer 17 and is subscribed to the topic `news`.
            The task sockets are bound as [TaskSocketManger](#tasksocketmanger) shows. Short names such as `NetBus` are those of
            the namespace `NetsvrBusiness`.
            TEXT,
        <<<'TEXT'
            扩展的所有类、方法和函数，适用于 `netsvr.api = 4`（默认值）以及网关 5.x 或 8.x。
            [API 8 的不同之处](#api-8)在最后。在编辑器里加入[桩文件](../php-stubs/README.zh-CN.md)之后，可以看到同样的说明。

            示例可以在[开发网关](devgate.zh-CN.md)上原样运行：

            <!-- background -->
            ```sh
            target/release/devgate --greet
            ```

            其中 `$uniqId` 是一个在线的客户端，`$uniqIds` 是它和另一个客户端，`$logger` 是任意 PSR-3 日志对象，
            `$events` 是你的类的对象，该类实现 [`EventInterface`](#eventinterface)。第一个客户端属于客户 17，并订阅了主题 `news`。
            任务连接（task socket）按 [TaskSocketManger](#tasksocketmanger) 所示绑定。`NetBus` 等短名称属于命名空间 `NetsvrBusiness`。
            TEXT,
    ],
    'words' => [
        'contents' => ['Contents', '目录'],
        'parameters' => ['Parameters', '参数'],
        'returns' => ['Returns', '返回'],
        'errors' => ['Errors', '错误'],
        'cost' => ['Cost', '开销'],
        'prints' => ['It prints:', '输出：'],
        'example' => ['Example', '示例'],
        'methods' => ['Methods', '方法'],
        'extends' => ['Extends', '继承'],
        'extends too' => ['Extends', '继承'],
        'implements' => ['Implements', '实现'],
        'protected' => ['For child classes of `NetBus`', '供 `NetBus` 的子类使用'],
        'fields' => ['| field | number | type | what it holds |', '| 字段 | 编号 | 类型 | 内容 |'],
        'values' => ['| name | value |', '| 名称 | 值 |'],
        'colon' => [': ', '：'],
    ],
    'groups' => [
        [
            'title' => ['Send to one', '发给单个客户端或客户'],
            'text' => [
                'A client is one websocket connection, named by its uniqId. A customer is your own number for a user, and may have several connections.',
                '客户端是一条 websocket 连接，以 uniqId 标识。客户是你自己的用户编号，可以有多条连接。',
            ],
            'methods' => [
                'singleCast' => 'owner', 'singleCastByCustomerId' => 'all', 'singleCastBulk' => 'owners', 'singleCastBulkByCustomerId' => 'all split',
            ],
        ],
        [
            'title' => ['Send to many', '发给多个客户端或客户'],
            'text' => ['One message for several clients or customers, or for everybody.', '把同一条消息发给多个客户端或客户，或者发给所有人。'],
            'methods' => ['multicast' => 'owners', 'multicastByCustomerId' => 'all split', 'broadcast' => 'all'],
        ],
        [
            'title' => ['Topics', '主题'],
            'text' => [
                'A topic exists while a client is subscribed to it. A subscription ends with the connection.',
                '有客户端订阅时主题才存在。订阅随连接一起结束。',
            ],
            'methods' => [
                'topicSubscribe' => 'owner', 'topicUnsubscribe' => 'owner', 'topicPublish' => 'all split', 'topicPublishBulk' => 'all split',
                'topicDelete' => 'all split', 'topicList' => 'ask all', 'topicCount' => 'ask all', 'topicUniqIdList' => 'ask all',
                'topicUniqIdCount' => 'ask all', 'topicCustomerIdList' => 'ask all', 'topicCustomerIdCount' => 'ask all',
                'topicCustomerIdToUniqIdsList' => 'ask all',
            ],
        ],
        [
            'title' => ['What the gateway keeps for a client', '网关为客户端保存的信息'],
            'text' => [
                'Three things: a session (a string of yours), a customerId, and topics. They end with the connection.',
                '共三项：session（你自己的字符串）、customerId 和主题。它们随连接一起结束。',
            ],
            'methods' => [
                'connInfoUpdate' => 'owner', 'connInfoDelete' => 'owner', 'connInfo' => 'ask owners', 'connInfoByCustomerId' => 'ask all',
            ],
        ],
        [
            'title' => ['Who is connected', '谁在线'],
            'text' => ['Questions about clients and customers.', '关于客户端和客户的查询。'],
            'methods' => [
                'checkOnline' => 'ask owners', 'uniqIdList' => 'ask all', 'uniqIdCount' => 'ask all', 'customerIdList' => 'ask all',
                'customerIdCount' => 'ask all',
            ],
        ],
        [
            'title' => ['Disconnect', '断开连接'],
            'text' => ['The gateway closes the connection; a last message may go out before.', '由网关关闭连接；关闭之前可以再发一条消息。'],
            'methods' => ['forceOffline' => 'owners', 'forceOfflineByCustomerId' => 'all split', 'forceOfflineGuest' => 'owners'],
        ],
        [
            'title' => ['State of the gateways', '网关的状态'],
            'text' => ['Counters and limits of the gateways themselves.', '网关自身的计数器和限制。'],
            'methods' => ['metrics' => 'ask all', 'limit' => 'ask one or all'],
        ],
        [
            'title' => ['Delivery and tests', '送达与测试'],
            'text' => ['Whether messages have arrived, and tests without a gateway.', '消息是否已到达，以及不需要网关的测试。'],
            'methods' => ['flush' => 'flush', 'fake' => 'none'],
        ],
    ],
    'protected' => [
        'sendToSockets' => 'all', 'sendToSocketByUniqId' => 'owner', 'sendToSocketByWorkerAddrAsHex' => 'owner', 'getSocketByUniqId' => 'none',
        'isSinglePoint' => 'none', 'getTaskSocketManger' => 'none', 'getUniqIdsGroupByWorkerAddrAsHex' => 'none',
        'repeatedFieldToArray' => 'none', 'pack' => 'none', 'unpack' => 'none',
    ],
    'costs' => [
        'owner' => ['one frame to one gateway. It waits for no answer.', '向一个网关发送一个帧。不等待应答。'],
        'owners' => [
            'one frame to each gateway that owns one of the clients. It waits for no answer. A long list is split into several frames below `netsvr.send_packet_limit`.',
            '向拥有这些客户端的每个网关各发送一个帧。不等待应答。很长的列表会拆成多个小于 `netsvr.send_packet_limit` 的帧。',
        ],
        'all' => ['one frame to every gateway. It waits for no answer.', '向每个网关发送一个帧。不等待应答。'],
        'all split' => [
            'one frame to every gateway. It waits for no answer. A long list is split into several frames below `netsvr.send_packet_limit`.',
            '向每个网关发送一个帧。不等待应答。很长的列表会拆成多个小于 `netsvr.send_packet_limit` 的帧。',
        ],
        'ask owners' => [
            'one request to each gateway that owns one of the clients, all at once. It waits for the slowest answer.',
            '同时向拥有这些客户端的每个网关各发送一个请求。等待最慢的应答。',
        ],
        'ask all' => [
            'one request to every gateway, all at once. It waits for the slowest answer.',
            '同时向每个网关发送一个请求。等待最慢的应答。',
        ],
        'ask one or all' => [
            'one request to the gateway of `$workerAddr`, or to every gateway at once. It waits for the slowest answer.',
            '向 `$workerAddr` 的网关发送一个请求，或者同时向每个网关发送。等待最慢的应答。',
        ],
        'flush' => [
            'one small request to each gateway that has something to confirm, all at once. It waits for the slowest answer.',
            '同时向每个有待确认内容的网关发送一个小请求。等待最慢的应答。',
        ],
        'none' => ['nothing is sent.', '不发送任何内容。'],
    ],
    'parameters' => [
        'uniqId' => ['the client', '客户端'],
        'customerId' => ['the customer', '客户'],
        'connInfoUpdate' => ['the client, and what changes', '客户端，以及要修改的内容'],
        'connInfoDelete' => ['the client, and what to clear', '客户端，以及要清除的内容'],
        'connInfoReq' => ['the clients, and what to ask for', '客户端，以及要查询的内容'],
        'limitReq' => ['the new limits; null only asks', '新的限制；为 null 则只查询'],
        'params' => ['who gets which message', '谁收到哪条消息'],
        'reqCustomerId' => ['whether to ask for the customerId', '是否查询 customerId'],
        'reqSession' => ['whether to ask for the session', '是否查询 session'],
        'reqTopic' => ['whether to ask for the topics', '是否查询主题'],
        'reqUniqId' => ['whether to ask for the uniqId', '是否查询 uniqId'],
        'topics' => ['the topics', '主题'],
        'repeatedField' => ['the repeated field', '重复字段'],
        'protobuf' => ['the body', '消息体'],
        'message' => ['a frame without its length', '不含长度的帧'],
        'data' => ['the frame', '帧'],
    ],
    'api 8' => [
        'title' => 'API 8',
        'text' => [
            <<<'TEXT'
                With `netsvr.api = 8` the classes are those of the package v8.0.0. In short:

                - Messages are in `NetsvrProtocol\` instead of `Netsvr\`; the other name stands for the same class.
                - Queries give objects of `NetsvrBusiness\Ret\…` instead of arrays; `toArray()` gives rows.
                - `NetBus` uses task sockets only. Their address is the task address of the gateway, and their constructor takes a
                  heartbeat and its interval, too.
                - `getWorkerAddr()` is `getAddr()`, `workerAddrConvertToHex()` is `addrConvertToHex()`, and the other names with
                  `WorkerAddr` change in the same way.
                - `SocketReceiveException::getPartial()` gives an object; `getPartialResult()` is its other name.

                [The page about API 8](api-8.md) has all of it, and [php-stubs/v8](../php-stubs/v8) all signatures.
                TEXT,
            <<<'TEXT'
                设置 `netsvr.api = 8` 之后，类与包 v8.0.0 一致。简而言之：

                - 消息在 `NetsvrProtocol\` 而不是 `Netsvr\` 里；另一个名称指向同一个类。
                - 查询返回 `NetsvrBusiness\Ret\…` 的对象而不是数组；`toArray()` 给出各行。
                - `NetBus` 只使用任务连接。任务连接的地址是网关的 task 地址，构造函数还接受心跳内容和心跳间隔。
                - `getWorkerAddr()` 变为 `getAddr()`，`workerAddrConvertToHex()` 变为 `addrConvertToHex()`，其他带 `WorkerAddr` 的名称同理。
                - `SocketReceiveException::getPartial()` 返回对象；`getPartialResult()` 是它的另一个名称。

                完整内容见 [API 8 的页面](api-8.zh-CN.md)，全部签名见 [php-stubs/zh-CN/v8](../php-stubs/zh-CN/v8)。
                TEXT,
        ],
    ],
    'classes' => [
        [
            'title' => ['Connections', '连接'],
            'text' => [
                'Task sockets carry what you send and ask. Your code makes them once, and binds their manager in the container.',
                '任务连接承载你发送和查询的内容。你的代码创建它们，并把管理器绑定到容器里。',
            ],
            'classes' => ['NetsvrBusiness\TaskSocketManger', 'NetsvrBusiness\TaskSocket', 'NetsvrBusiness\Socket', 'NetsvrBusiness\Container'],
        ],
        [
            'title' => ['Two-way', '双向'],
            'text' => [
                'A main socket (主连接) receives what clients do: they connect, send, and disconnect. [The page about it](two-way.md) shows whole programs, with and without Workerman.',
                '主连接（main socket）接收客户端的事件：连接、发送消息、断开。完整的程序见[双向通信](two-way.zh-CN.md)，有 Workerman 的和没有的都有。',
            ],
            'classes' => [
                'NetsvrBusiness\Contract\EventInterface', 'NetsvrBusiness\MainSocketManager', 'NetsvrBusiness\MainSocket',
                'NetsvrBusiness\Workerman\MainSocket', 'NetsvrBusiness\Workerman\TaskSocket', 'NetsvrBusiness\Workerman\LengthProtocol',
            ],
        ],
        [
            'title' => ['Watching', '监控与诊断'],
            'text' => [
                'What happens between a process and its gateways. [Monitoring](monitoring.md) says how to use it.',
                '进程与网关之间的情况。用法见[监控](monitoring.zh-CN.md)。',
            ],
            'classes' => ['NetsvrBusiness\Health', 'NetsvrBusiness\Stats', 'NetsvrBusiness\Doctor'],
        ],
        [
            'title' => ['Exceptions', '异常'],
            'text' => [
                '[What happens when](what-happens-when.md) says which fault leads to which of them.',
                '哪种故障导致哪个异常，见[出现故障时](what-happens-when.zh-CN.md)。',
            ],
            'classes' => [
                'NetsvrBusiness\Exception\SocketSendException', 'NetsvrBusiness\Exception\SocketReceiveException',
                'NetsvrBusiness\Exception\SocketConnectException', 'NetsvrBusiness\Exception\RegisterMainSocketException',
                'NetsvrBusiness\Exception\DecodeException', 'NetsvrBusiness\Exception\ClassNotFoundException',
            ],
        ],
        [
            'title' => ['Contracts', '接口'],
            'text' => [
                'Type-hint these, or implement them with classes of your own.',
                '用于类型声明，也可以由你自己的类实现。',
            ],
            'classes' => [
                'NetsvrBusiness\Contract\SocketInterface', 'NetsvrBusiness\Contract\TaskSocketInterface',
                'NetsvrBusiness\Contract\TaskSocketMangerInterface', 'NetsvrBusiness\Contract\MainSocketInterface',
                'NetsvrBusiness\Contract\MainSocketManagerInterface',
            ],
        ],
    ],
    'functions' => [
        'title' => ['Functions', '函数'],
        'text' => [
            'In the namespace `NetsvrBusiness`. `netsvr.functions` says [from when on](settings.md) they are there.',
            '属于命名空间 `NetsvrBusiness`。它们[从何时起](settings.zh-CN.md)可用，由 `netsvr.functions` 决定。',
        ],
    ],
    'messages' => [
        'title' => ['Messages', '消息'],
        'text' => [
            'What frames carry. Most calls of `NetBus` make them for you; you meet `ConnOpen`, `Transfer` and `ConnClose` in event handlers, and `ConnInfoUpdate`, `ConnInfoDelete` and `LimitReq` as arguments. Each field has a getter and a setter: `uniqId` has `getUniqId()` and `setUniqId()`, and setters give `$this`.',
            '帧所承载的内容。`NetBus` 的大多数调用会替你创建消息；在事件处理方法里你会遇到 `ConnOpen`、`Transfer` 和 `ConnClose`，作为参数会用到 `ConnInfoUpdate`、`ConnInfoDelete` 和 `LimitReq`。每个字段都有 getter 和 setter：`uniqId` 对应 `getUniqId()` 和 `setUniqId()`，setter 返回 `$this`。',
        ],
        'classes' => ['Netsvr\Message', 'Netsvr\RepeatedField', 'Netsvr\MapField', 'Netsvr\FieldIterator'],
        'enums' => ['Netsvr\Event', 'Netsvr\Cmd', 'Netsvr\RegisterRespCode'],
    ],
    'internal' => [
        'title' => ['Not for your own use', '内部使用的类'],
        'text' => ['These are there because PHP has to know them.', '它们的存在只是因为 PHP 必须认识它们。'],
        'classes' => [
            'NetsvrBusiness\Native\Container', 'NetsvrBusiness\Native\ClassNotFoundException', 'NetsvrBusiness\Native\LengthProtocol',
            'NetsvrBusiness\Native\Callback', 'NetsvrBusiness\Native\Bell', 'NetsvrBusiness\Native\Heartbeat', 'NetsvrBusiness\Native\ConnectionRow',
            'NetsvrBusiness\Native\EndOfRequest', 'NetsvrBusiness\Native\Functions', 'Netsvr\Constant',
        ],
    ],
    'examples' => require __DIR__ . '/reference-examples.php',
];
