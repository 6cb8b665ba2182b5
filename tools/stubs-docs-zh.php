<?php
/*
 * The texts of stubs-docs.php in Chinese: each English sentence, and what it is in Chinese, in the order in which the stubs
 * have them. Names, code and settings stay as they are. stubs-translation.php puts them in; a sentence that is missing here,
 * and one that no text has any more, end stubs.php.
 *
 * Terms: gateway 网关, client 客户端, customer 客户, topic 主题, one-way command 单向命令, request 查询, answer 应答,
 * frame 帧, task socket 任务连接, main socket 主连接, goroutine 协程, backoff 退避期, event handler 处理方法, parked connection 留存的连接.
 */
declare(strict_types=1);

return [
    'Pushes messages to websocket clients through the netsvr gateways, and asks the gateways about them.'
        => '通过 netsvr 网关向 websocket 客户端推送消息，并向网关查询客户端的情况。',
    'The Contract\TaskSocketMangerInterface that is bound in the Container says which gateways there are.'
        => '有哪些网关，由绑定在 Container 里的 Contract\TaskSocketMangerInterface 决定。',
    'Requests go over its task sockets.'
        => '查询走它的任务连接（task socket）。',
    'One-way commands prefer the main sockets of a bound Contract\MainSocketManagerInterface; a gateway for which it has none gets them over its task socket.'
        => '单向命令优先走所绑定的 Contract\MainSocketManagerInterface 的主连接（main socket）；它没有连到的网关，改走任务连接。',
    'A call about uniqIds goes to the gateways that own these clients.'
        => '按 uniqId 的调用，只发给拥有这些客户端的网关。',
    'With only one gateway, everything goes to it.'
        => '只有一个网关时，全部发给它。',
    'With several, uniqIds of gateways that are not configured are skipped, with one warning per call in the log.'
        => '有多个网关时，不属于已配置网关的 uniqId 会被跳过，每次调用在日志里记一条警告。',
    'A call about customers or topics goes to all gateways.'
        => '按客户或主题的调用，发给所有网关。',
    'An empty list of uniqIds sends nothing.'
        => 'uniqId 列表为空时什么都不发。',
    'In lists, ints, floats, bools and Stringables become strings.'
        => '列表里的 int、float、bool 和 Stringable 会转成字符串。',
    'A call that needs a task socket throws Exception\ClassNotFoundException when the Container has no manager of task sockets.'
        => '需要任务连接的调用，如果 Container 里没有绑定任务连接的管理器，会抛出 Exception\ClassNotFoundException。',
    'Changes what the gateway keeps for a client: session, customerId, topics.'
        => '修改网关为一个客户端保存的信息：session、customerId、主题。',
    'Fields left empty stay as they are.'
        => '留空的字段保持不变。',
    'as for singleCast()'
        => '同 singleCast()',
    'Clears what the gateway keeps for a client.'
        => '清除网关为一个客户端保存的信息。',
    'The flags of the message say which parts.'
        => '清除哪几项，由消息里的标志决定。',
    'Sends a message to every client of every gateway.'
        => '向所有网关的所有客户端发送一条消息。',
    'When the message cannot be sent, the logger of the task socket gets an error line; with netsvr.on_send_failure = throw the call throws.'
        => '消息发不出去时，任务连接的日志对象会得到一行错误；设置了 netsvr.on_send_failure = throw 则抛出异常。',
    'any bytes; an empty message is not delivered'
        => '任意字节；空消息不会送达',
    'when a single frame would exceed netsvr.send_packet_limit; with netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could not be sent'
        => '单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw 而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时',
    'Sends one message to several clients.'
        => '向多个客户端发送同一条消息。',
    'one client or several'
        => '一个或多个客户端',
    '`Expect utf-8 encoding.` for text that is not UTF-8'
        => '`Expect utf-8 encoding.`：文本不是 UTF-8',
    'when a list contains null or an array; the text names the argument and the index'
        => '列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标',
    'Sends one message to all connections of several customers.'
        => '向多个客户的所有连接发送同一条消息。',
    'one customer or several'
        => '一个或多个客户',
    'Sends a message to one client.'
        => '向一个客户端发送一条消息。',
    'Sends a message to all connections of one customer.'
        => '向一个客户的所有连接发送一条消息。',
    'Sends each client a message of its own.'
        => '向每个客户端发送各自的消息。',
    'Takes an array of data by uniqId, or two arrays of the same length.'
        => '接受以 uniqId 为键的数据数组，或者两个等长的数组。',
    'Two arrays with the same keys are paired by key, two lists by position.'
        => '两个数组的键相同时按键配对，都是列表时按位置配对。',
    'One uniqId with several data gets all of them.'
        => '只有一个 uniqId 而有多条数据时，它收到全部数据。',
    'when `uniqIds` and `data` are of different length or have different keys, unless there is exactly one of `uniqIds`'
        => '`uniqIds` 与 `data` 长度不同或键不同时（`uniqIds` 恰好只有一个时除外）',
    'Sends each customer a message of its own, on all of its connections.'
        => '向每个客户发送各自的消息，送达其所有连接。',
    'Takes an array of data by customerId, or two arrays of the same length.'
        => '接受以 customerId 为键的数据数组，或者两个等长的数组。',
    'One customerId with several data gets all of them.'
        => '只有一个 customerId 而有多条数据时，它收到全部数据。',
    'when `customerIds` and `data` are of different length or have different keys, unless there is exactly one of `customerIds`'
        => '`customerIds` 与 `data` 长度不同或键不同时（`customerIds` 恰好只有一个时除外）',
    'Subscribes a client to topics.'
        => '让一个客户端订阅主题。',
    'one topic or several'
        => '一个或多个主题',
    'any bytes, sent to the client afterwards; nothing is sent when empty'
        => '任意字节，随后发给该客户端；为空则不发',
    'Unsubscribes a client from topics.'
        => '让一个客户端退订主题。',
    'Removes topics: unsubscribes all clients from them.'
        => '删除主题：所有客户端都退订它们。',
    'any bytes, sent once to each client that had one of the topics; nothing is sent when empty'
        => '任意字节，发给每个订阅过这些主题的客户端，每个只发一次；为空则不发',
    'Sends one message to the subscribers of topics.'
        => '向主题的订阅者发送同一条消息。',
    'Sends the subscribers of each topic a message of their own.'
        => '向每个主题的订阅者发送各自的消息。',
    'Takes an array of data by topic, or two arrays of the same length.'
        => '接受以主题为键的数据数组，或者两个等长的数组。',
    'One topic with several data gets all of them.'
        => '只有一个主题而有多条数据时，它收到全部数据。',
    'when `topics` and `data` are of different length or have different keys, unless there is exactly one of `topics`'
        => '`topics` 与 `data` 长度不同或键不同时（`topics` 恰好只有一个时除外）',
    'Disconnects clients: at once, or a moment after the message has been sent to them.'
        => '断开客户端：立即断开，或者在消息发给它们片刻之后断开。',
    'any bytes, sent before; may be empty'
        => '任意字节，断开之前发送；可以为空',
    'Disconnects all connections of customers: at once, or a moment after the message has been sent to them.'
        => '断开客户的所有连接：立即断开，或者在消息发给它们片刻之后断开。',
    'Disconnects clients that have neither a session nor a customerId; the others stay.'
        => '断开既没有 session 也没有 customerId 的客户端；其余的不受影响。',
    'seconds that the gateway waits before; 32 bits'
        => '网关先等待的秒数；32 位',
    'for a delay beyond 32 bits'
        => '延迟超出 32 位时',
    'Tells which of the clients are connected.'
        => '查询这些客户端中哪些在线。',
    'their uniqIds, gateway by gateway'
        => '它们的 uniqId，逐个网关排列',
    'when a gateway cannot be reached or does not answer correctly in time'
        => '有网关连不上，或没有及时给出正确的应答时',
    'when an answer is malformed'
        => '应答的格式不正确时',
    'The uniqIds of all clients.'
        => '所有客户端的 uniqId。',
    'One entry for each gateway, in the order in which they were added.'
        => '每个网关一项，按添加的顺序排列。',
    'The number of clients.'
        => '客户端的数量。',
    'The number of topics.'
        => '主题的数量。',
    'All topics.'
        => '所有主题。',
    'The subscribers of topics.'
        => '主题的订阅者。',
    'Topics that a gateway does not know are left out.'
        => '网关不认识的主题不会出现在结果里。',
    'The number of subscribers of topics.'
        => '主题的订阅者数量。',
    'true: of all topics, $topics is ignored'
        => 'true：统计所有主题，忽略 $topics',
    'The customers that are subscribed to topics.'
        => '订阅了主题的客户。',
    'The customers that are subscribed to topics, each with the connections that are.'
        => '订阅了主题的客户，以及各自订阅了该主题的连接。',
    'The number of customers that are subscribed to topics.'
        => '订阅了主题的客户数量。',
    'What the gateways keep for clients, by uniqId.'
        => '网关为客户端保存的信息，以 uniqId 为键。',
    'Clients that are not connected are left out.'
        => '不在线的客户端不会出现在结果里。',
    'Parts that were not asked for are empty.'
        => '没有查询的部分为空。',
    'What the gateways keep for the connections of customers, by customerId, of all gateways together.'
        => '网关为客户的连接保存的信息，以 customerId 为键，合并所有网关。',
    'Customers without a connection are left out.'
        => '没有连接的客户不会出现在结果里。',
    'A customerId that looks like an integer becomes an int key, as always in PHP.'
        => '看起来像整数的 customerId 会变成 int 键，与 PHP 的惯例一致。',
    'The gateways\' counters: the count, and the rate per second on average and in the last 1, 5 and 15 minutes.'
        => '网关的计数器：总数，以及平均和最近 1、5、15 分钟内每秒的次数。',
    'One entry for each counter of each gateway.'
        => '每个网关的每个计数器一项。',
    'decimal places of the rates, as for round()'
        => '速率的小数位数，同 round()',
    'Sets the limits of the gateways for new connections and for messages of clients, and gives those in force.'
        => '设置网关对新建连接和客户端消息的限制，并返回当前生效的限制。',
    'Only values above 0 are set; other values, and null, change nothing.'
        => '只有大于 0 的值才会设置；其他值和 null 不作任何改变。',
    'only the gateway with this worker address, `host:port`; empty: all'
        => '只针对 worker 地址为此值的网关，`host:port`；为空表示全部',
    'when the host of $workerAddr has no IPv4 address'
        => '$workerAddr 的主机没有 IPv4 地址时',
    'The customers that have a connection.'
        => '有连接的客户。',
    'The number of customers that have a connection.'
        => '有连接的客户数量。',
    'Waits until every gateway has carried out what was sent before, and says what is confirmed.'
        => '等到每个网关都执行完之前发送的内容，并报告哪些已得到确认。',
    'All gateways are asked at once, each with a small request on the connection that carried the messages.'
        => '同时询问所有网关，在发送过消息的那条连接上各发一个小请求。',
    'A gateway works through a connection in order, so its answer confirms everything before it.'
        => '网关按顺序处理一条连接上的内容，所以它的应答确认了此前的全部内容。',
    'A gateway with nothing to confirm is not asked.'
        => '没有待确认内容的网关不会被询问。',
    'One entry for each gateway:'
        => '每个网关一项：',
    '`workerAddr`: its worker address'
        => '`workerAddr`：它的 worker 地址',
    '`confirmed`: messages that it has carried out since the last answer or flush()'
        => '`confirmed`：自上次应答或上次 flush() 以来它已执行的消息数',
    '`unconfirmed`: messages whose fate is unknown: their connection has ended, no answer came in time, or the socket is an object of a user class.'
        => '`unconfirmed`：结果未知的消息数：其连接已断开、没有及时得到应答，或者该连接是用户类的对象。',
    'Each is reported once.'
        => '每条只报告一次。',
    '`acceptedOnly`: true for a main socket that is registered with several goroutines.'
        => '`acceptedOnly`：主连接以多个协程注册时为 true。',
    'Then the answer only proves that the gateway has accepted the messages, not that it has carried them out.'
        => '这时应答只能证明网关已收下这些消息，不能证明已经执行。',
    '`problem`: why messages are not confirmed; null when all are confirmed'
        => '`problem`：消息为什么没有得到确认；全部确认时为 null',
    'seconds, 0 to 86400; the sendReceiveTimeout of each socket when null'
        => '秒，0 到 86400；为 null 时使用各连接的 sendReceiveTimeout',
    'when the time is out of its range'
        => '时间超出范围时',
    'For tests of applications: from now on no call reaches a gateway, and the fake says what was sent.'
        => '用于应用的测试：从此刻起，任何调用都不会到达网关，由替身说明发送了什么。',
    'The Composer package netsvr/netsvr-php has its class, and describes it.'
        => '它的类在 Composer 包 netsvr/netsvr-php 里，说明也在那里。',
    'the gateways, `host:port`'
        => '网关的地址，`host:port`',
    'false: what is sent is not recorded, for measurements'
        => 'false：不记录发送的内容，用于测量性能',
    'when the package is not installed'
        => '没有安装该包时',
    'Sends a frame to every gateway: over the main sockets if there are any, otherwise over the task sockets.'
        => '向每个网关发送一个帧：有主连接就走主连接，否则走任务连接。',
    'command (4 bytes, big-endian) and body, without the length before them'
        => '命令（4 字节，大端）和消息体，不含前面的长度',
    'Sends a frame to the gateway of a client; does nothing when that gateway is not configured.'
        => '向拥有该客户端的网关发送一个帧；该网关没有配置时什么都不做。',
    'Sends a frame to a gateway; does nothing when that gateway is not configured.'
        => '向一个网关发送一个帧；该网关没有配置时什么都不做。',
    'first 12 characters of the uniqIds of its clients: 12 lower-case hex characters'
        => '其客户端 uniqId 的前 12 个字符：12 个小写十六进制字符',
    'The task socket to the gateway of a client; null when that gateway is not configured.'
        => '连到该客户端所属网关的任务连接；该网关没有配置时为 null。',
    'Whether there is exactly one gateway.'
        => '是否恰好只有一个网关。',
    'The manager of task sockets that is bound in the Container.'
        => '绑定在 Container 里的任务连接管理器。',
    'Sorts uniqIds by the gateways they belong to.'
        => '按所属网关对 uniqId 分组。',
    'by their first 12 characters'
        => '以它们的前 12 个字符为键',
    'The elements of a repeated field.'
        => '重复字段的元素。',
    'Puts a command in front of a body: 4 bytes, big-endian.'
        => '在消息体前面加上命令：4 字节，大端。',
    'one of `\Netsvr\Cmd::*`; only its lower 32 bits are used'
        => '`\Netsvr\Cmd::*` 之一；只使用低 32 位',
    'The body of a frame: what follows the 4 bytes of its command.'
        => '帧的消息体：命令的 4 个字节之后的内容。',
    'The PSR-11 container in which NetBus looks for its socket managers. setInstance() puts any other PSR-11 container in its place.'
        => 'NetBus 查找连接管理器所用的 PSR-11 容器。setInstance() 可以换成任何其他 PSR-11 容器。',
    'Cannot be serialized.'
        => '不能序列化。',
    'The native parent of \NetsvrBusiness\Container.'
        => '\NetsvrBusiness\Container 的原生父类。',
    'Use and extend that class: it is a \Psr\Container\ContainerInterface.'
        => '请使用和继承那个类：它实现了 \Psr\Container\ContainerInterface。',
    'Gives the container in use; the first call makes one.'
        => '返回当前使用的容器；第一次调用时创建。',
    'Makes any PSR-11 container the one in use, that of a framework for example.'
        => '换用任何 PSR-11 容器，例如框架的容器。',
    'Gives what is bound to the id.'
        => '返回绑定在该 id 上的内容。',
    'A closure runs the first time only; its result is kept.'
        => '闭包只在第一次时执行，结果会保留下来。',
    'when nothing is bound'
        => '没有绑定任何内容时',
    'Binds an object, or a closure that makes the object at the first get().'
        => '绑定一个对象，或者一个在第一次 get() 时创建对象的闭包。',
    'usually the name of an interface, Contract\TaskSocketMangerInterface for example'
        => '通常是接口名，例如 Contract\TaskSocketMangerInterface',
    'the object, or a \Closure without parameters'
        => '对象，或者一个没有参数的 \Closure',
    'Whether something is bound to the id.'
        => '该 id 上是否绑定了内容。',
    'A blocking connection to a gateway that you use by hand: connect(), send(), receive(), close().'
        => '由你手动使用的、连到网关的阻塞连接：connect()、send()、receive()、close()。',
    'It never connects by itself.'
        => '它从不自行连接。',
    'prefix of every log line, followed by a space; may be empty'
        => '每行日志的前缀，后面跟一个空格；可以为空',
    'receives info and error lines'
        => '接收 info 和 error 日志',
    'worker address of the gateway, `host:port`'
        => '网关的 worker 地址，`host:port`',
    'seconds for sending, and in a request for its answer as well; at least 1'
        => '发送所用的秒数，查询时也包括等待应答；至少为 1',
    'seconds for connecting; at least 1'
        => '连接所用的秒数；至少为 1',
    'when a number is out of its range'
        => '数字超出范围时',
    'Closes the connection.'
        => '关闭连接。',
    'With netsvr.persistent, that of a task socket stays in the process.'
        => '启用 netsvr.persistent 时，任务连接的连接会留在进程里。',
    'For child classes with frames of their own: reads exactly this many bytes.'
        => '供使用自定义帧格式的子类使用：恰好读取这么多字节。',
    'when they do not come in time, or the gateway has closed the connection'
        => '没有及时读到，或者网关关闭了连接时',
    'Writes an exception as it appears in a log line.'
        => '按日志里的格式写出一个异常。',
    'The connection as a PHP stream, for stream_select() and the like.'
        => '作为 PHP 流的连接，可用于 stream_select() 等。',
    'null while not connected'
        => '未连接时为 null',
    'The worker address of the gateway, as it was given: `host:port`.'
        => '网关的 worker 地址，与给定时一致：`host:port`。',
    'Whether there is a connection.'
        => '是否有连接。',
    'It is not probed: the gateway may have closed it meanwhile.'
        => '不会探测：网关可能已经关闭了它。',
    'Closes the connection; does nothing when there is none.'
        => '关闭连接；没有连接时什么都不做。',
    'Connects to the gateway.'
        => '连接网关。',
    'False, and an error in the log, when that fails.'
        => '失败时返回 false，并在日志里记一条错误。',
    'Writes one frame.'
        => '写出一个帧。',
    'False, and an error in the log, when it is not connected or the whole frame could not be written.'
        => '未连接，或者没能写出整个帧时，返回 false，并在日志里记一条错误。',
    'Waits for one frame.'
        => '等待一个帧。',
    'False, and an error in the log, when it is not connected or none came in time.'
        => '未连接，或者没有及时收到时，返回 false，并在日志里记一条错误。',
    'command (4 bytes, big-endian) and body'
        => '命令（4 字节，大端）和消息体',
    'With the space at its end.'
        => '末尾带空格。',
    'Seconds.'
        => '秒。',
    'The connection that NetBus uses.'
        => 'NetBus 使用的连接。',
    'It connects on first use, and again when it has been idle for too long or when the gateway has closed it.'
        => '第一次使用时连接；空闲过久，或者网关关闭了它之后，会重新连接。',
    'When the object goes away (at the latest at the end of the request), its connection stays in the process if it is idle, and the next task socket with this worker address uses it: netsvr.persistent. close() closes it.'
        => '对象消失时（最迟在请求结束时），空闲的连接会留在进程里，由下一个 worker 地址相同的任务连接使用：netsvr.persistent。close() 会关闭它。',
    'seconds without use after which it connects anew; choose less than the ReadDeadline of the gateway (120 seconds by default)'
        => '空闲多少秒之后重新连接；请取小于网关 ReadDeadline 的值（默认 120 秒）',
    'Writes one frame, and connects before if needed.'
        => '写出一个帧，必要时先连接。',
    'False, and an error in the log, when the whole frame could not be written.'
        => '没能写出整个帧时，返回 false，并在日志里记一条错误。',
    'What has happened between this process (with a thread-safe PHP: this thread) and its gateways since it began, by worker address.'
        => '本进程（线程安全的 PHP 为本线程）启动以来与各网关之间发生的事情，按 worker 地址统计。',
    '`php --ri netsvr` and phpinfo() show the same. pool() and openMetrics() cover all processes that share memory.'
        => '`php --ri netsvr` 和 phpinfo() 显示同样的内容。pool() 和 openMetrics() 涵盖所有共享内存的进程。',
    'The counters are always on.'
        => '计数器始终开启。',
    'The counters, one entry for each worker address that something was sent to or dropped for.'
        => '计数器，每个发送过内容或丢弃过内容的 worker 地址一项。',
    '`workerAddr`: as given to the socket; for dropped messages the address in their uniqId, empty if there is none'
        => '`workerAddr`：与给连接的一致；对于被丢弃的消息，是其 uniqId 里的地址，没有则为空',
    '`openConnections`: open connections, and `parkedConnections`: those of them that no object uses'
        => '`openConnections`：打开的连接数；`parkedConnections`：其中没有对象在使用的连接数',
    '`registeredMainSockets`: main sockets that the gateway forwards events to, and `renewingMainSockets`: those that are trying to register.'
        => '`registeredMainSockets`：网关正向其转发事件的主连接数；`renewingMainSockets`：正在尝试注册的主连接数。',
    'Main sockets over sockets written in PHP are not counted'
        => '建立在 PHP 编写的连接之上的主连接不计入',
    '`dials`: attempts to connect, and `failedDials`: those of them that failed'
        => '`dials`：尝试连接的次数；`failedDials`：其中失败的次数',
    '`reconnects`: connections made in place of one that was lost, had gone stale or had been idle too long'
        => '`reconnects`：为替换断开、失效或空闲过久的连接而建立的连接数',
    '`takenFromParked`: how often a parked connection was used again'
        => '`takenFromParked`：留存的连接被再次使用的次数',
    '`requests`: requests that were begun'
        => '`requests`：发起的查询数',
    '`failedExchanges`: requests and one-way commands that failed; a repeated request counts again'
        => '`failedExchanges`：失败的查询和单向命令数；重复的查询会再计一次',
    '`sentFrames`, `sentBytes`: frames that were written whole, and all bytes written'
        => '`sentFrames`、`sentBytes`：完整写出的帧数，以及写出的总字节数',
    '`receivedFrames`, `receivedBytes`: whole frames read, and their bytes'
        => '`receivedFrames`、`receivedBytes`：完整读到的帧数，以及它们的字节数',
    '`droppedForUnknownGateway`: uniqIds that were skipped because no such gateway is configured'
        => '`droppedForUnknownGateway`：因没有配置相应网关而跳过的 uniqId 数',
    '`backoffUntil`: Unix time until which the gateway is not dialled; null when it may be dialled'
        => '`backoffUntil`：在这个 Unix 时间之前不连接该网关；可以连接时为 null',
    '`failed`: messages that failed for good, one-way commands and requests, by reason: `refused` (nobody listens), `timedOut`, `paused` (not dialled in backoff), `closed` (the connection ended), `tooLarge` (above netsvr.send_packet_limit, or an answer above netsvr.max_packet_size), `unknownGateway`, `bufferFull` (netsvr.max_send_buffer) and `other` (a name or host that is not reached, an answer out of step, a signal).'
        => '`failed`：最终失败的消息数，包括单向命令和查询，按原因统计：`refused`（没有程序在监听）、`timedOut`、`paused`（退避期内没有连接）、`closed`（连接断开）、`tooLarge`（超过 netsvr.send_packet_limit，或者应答超过 netsvr.max_packet_size）、`unknownGateway`、`bufferFull`（netsvr.max_send_buffer）和 `other`（域名或主机不可达、应答错位、收到信号）。',
    'A message that is too large to be sent counts under the empty `workerAddr`'
        => '太大而不能发送的消息计在空的 `workerAddr` 下',
    '`unconfirmed`: frames written on a connection that broke before anything showed that the gateway had received them'
        => '`unconfirmed`：已写出、但还没有迹象表明网关已收到，连接就断开了的帧数',
    '`droppedEvents`: events that found no room while a handler was busy (netsvr.max_receive_buffer)'
        => '`droppedEvents`：处理方法运行期间因缓冲区已满而丢弃的事件数（netsvr.max_receive_buffer）',
    '`lastSuccess`: Unix time, to within some milliseconds, of the last exchange that succeeded: frames were written, or an answer or event was read; null before the first one'
        => '`lastSuccess`：最近一次成功交换的 Unix 时间，精确到若干毫秒：写出了帧，或者读到了应答或事件；第一次之前为 null',
    '`dialSeconds`: how long dials took, successful or not, as a histogram: each bucket counts the dials that took at most so many seconds, those of smaller buckets included; then the sum and the number of all.'
        => '`dialSeconds`：连接耗时的直方图，不论成功与否：每个桶是耗时不超过相应秒数的连接次数，包含更小的桶；之后是总和与总次数。',
    'Names that could not be resolved are not included'
        => '无法解析的域名不计入',
    '`requestSeconds`: the same for requests'
        => '`requestSeconds`：查询的同样数据',
    'What PHP code does with the stream of getSocket() is not counted.'
        => 'PHP 代码对 getSocket() 返回的流所做的操作不计入。',
    'The same for all processes that share memory with this one (netsvr.shared) and run as the same user: the children of a php-fpm master, the workers of Workerman.'
        => '所有与本进程共享内存（netsvr.shared）、以同一用户运行的进程的同样数据：同一个 php-fpm 主进程的子进程、Workerman 的各个进程。',
    'The sums include processes that have ended.'
        => '总和包括已经结束的进程。',
    '`openConnections`, `parkedConnections`, the main sockets and `processes` (those that have used the gateway) count living processes only.'
        => '`openConnections`、`parkedConnections`、主连接数和 `processes`（使用过该网关的进程数）只统计仍在运行的进程。',
    'Without shared memory it is this process alone.'
        => '没有共享内存时只有本进程。',
    'A process adds its new figures at the end of each request.'
        => '进程在每个请求结束时加入新的数据。',
    'A process that runs on adds them when it sends and in the loop that reads main sockets, at most once a second.'
        => '持续运行的进程在发送时以及在读取主连接的循环里加入，每秒最多一次。',
    'Gateways that are not configured are added up under the empty `workerAddr`.'
        => '没有配置的网关合计在空的 `workerAddr` 下。',
    'The figures of pool() as OpenMetrics text for Prometheus and others: `netsvr_…` with the label `gateway`.'
        => 'pool() 的数据，采用供 Prometheus 等读取的 OpenMetrics 文本格式：`netsvr_…`，带标签 `gateway`。',
    'Serve it as `application/openmetrics-text; version=1.0.0; charset=utf-8`; examples/metrics.php does.'
        => '请以 `application/openmetrics-text; version=1.0.0; charset=utf-8` 提供；examples/metrics.php 就是这样做的。',
    'The task sockets of a process, one for each gateway.'
        => '一个进程的任务连接，每个网关一个。',
    'Adds a task socket; it replaces one with the same worker address.'
        => '添加一个任务连接；worker 地址相同的会被替换。',
    'when the worker address of the socket is not `host:port`; the text shows it'
        => '该连接的 worker 地址不是 `host:port` 时；异常信息会显示它',
    'when the host of its worker address has no IPv4 address'
        => '其 worker 地址的主机没有 IPv4 地址时',
    'The number of gateways.'
        => '网关的数量。',
    'All task sockets, in the order in which they were added.'
        => '所有任务连接，按添加的顺序排列。',
    'by their worker addresses as 12 hex characters'
        => '以 worker 地址的 12 个十六进制字符为键',
    'The task socket to a gateway; null when there is none.'
        => '连到一个网关的任务连接；没有则为 null。',
    'Closes all task sockets.'
        => '关闭所有任务连接。',
    'The main sockets of a process, one for each gateway.'
        => '一个进程的主连接，每个网关一个。',
    'When it is bound in the Container as Contract\MainSocketManagerInterface, one-way commands of NetBus go over them.'
        => '以 Contract\MainSocketManagerInterface 绑定到 Container 之后，NetBus 的单向命令走这些主连接。',
    'All main sockets, in the order in which they were added; none before start().'
        => '所有主连接，按添加的顺序排列；start() 之前没有。',
    'Adds a main socket; it replaces one with the same worker address.'
        => '添加一个主连接；worker 地址相同的会被替换。',
    'Connects and registers all main sockets in parallel.'
        => '并行地连接并注册所有主连接。',
    'Returns true when one is registered and the others had a moment to register, too.'
        => '有一个注册成功，并且给了其他主连接片刻时间之后，返回 true。',
    'Gateways that are down, hang or refuse are tried again in the loop, and the log says why.'
        => '停机、没有响应或拒绝注册的网关，会在循环里重试，日志说明原因。',
    'When none can be registered, all are closed, and the result is false.'
        => '一个都注册不了时，全部关闭，返回 false。',
    'With netsvr.start = all, or when a main socket is written in PHP: connects all, then registers all, one after the other.'
        => '设置了 netsvr.start = all，或者有主连接是用 PHP 编写的：先逐个连接，再逐个注册。',
    'When one fails, those that were registered are unregistered, those that were connected are closed, and the result is false.'
        => '有一个失败时，已注册的会注销，已连接的会关闭，返回 false。',
    'In a coroutine the others run meanwhile.'
        => '在协程里，期间其它协程照常运行。',
    "A close() that comes then, or from a signal's handler, ends it: the result is false."
        => '此时（或在信号处理函数里）调用 close() 会结束它，返回 false。',
    'in a worker of Workerman, when a main socket is not a NetsvrBusiness\Workerman\MainSocket; when it is waiting already, in another coroutine'
        => '在 Workerman 的进程里，有主连接不是 NetsvrBusiness\Workerman\MainSocket 时；已在另一个协程里等待时',
    'Limits how many processes are registered at a time, among those that share memory (netsvr.shared), run as the same user, and have the same gateways and events.'
        => '限制同时注册的进程数，范围是共享内存（netsvr.shared）、以同一用户运行、网关和事件都相同的进程。',
    'A process above the limit stands by: its start() and run() register nothing.'
        => '超出限制的进程待命：它的 start() 和 run() 不注册。',
    'When a registered process stops or dies, it takes over within 50 ms.'
        => '已注册的进程停止或死亡时，它在 50 毫秒内接替。',
    'So a reload loses nothing.'
        => '因此重载不会丢失事件。',
    '1 to 64'
        => '1 到 64',
    'for another number'
        => '其他数字时',
    'after start()'
        => '在 start() 之后调用时',
    'A loop that reads all main sockets, for processes without Workerman: a console command, a service.'
        => '读取所有主连接的循环，用于没有 Workerman 的进程：控制台命令、系统服务。',
    'It connects and registers them unless start() has done so, sends heartbeats on main and task sockets, and passes events to the handlers.'
        => '如果 start() 还没有做，它会连接并注册这些主连接；它在主连接和任务连接上发送心跳，并把事件交给处理方法。',
    'It reconnects to a lost gateway at once, and about every 3 seconds while that is down.'
        => '网关断开时立即重连；网关停机期间大约每 3 秒重试一次。',
    'It ends on SIGTERM or SIGINT, or when close() is called in a handler or in `$tick`.'
        => '收到 SIGTERM 或 SIGINT，或者在处理方法或 `$tick` 里调用 close() 时，循环结束。',
    'Before it ends, it finishes the current event, tells the gateways to send no more events, handles those on their way, and closes the sockets.'
        => '结束之前，它会处理完当前事件，通知网关不再发送事件，处理已在途中的事件，然后关闭连接。',
    'Handlers of pcntl_signal() run meanwhile.'
        => '期间 pcntl_signal() 的处理函数照常执行。',
    'In a child process that is forked in a handler, it ends without touching the parent\'s connections.'
        => '在处理方法里 fork 出的子进程中，循环会结束，但不会动父进程的连接。',
    'called repeatedly, between events'
        => '在事件之间反复调用',
    'milliseconds between two calls of `$tick`, greater than 0'
        => '两次调用 `$tick` 之间的毫秒数，大于 0',
    'when it is running already, in a worker of Workerman, when a main socket is not a NetsvrBusiness\MainSocket, or when there is neither a main socket nor `$tick`'
        => '循环已在运行时；在 Workerman 的进程里；有主连接不是 NetsvrBusiness\MainSocket 时；既没有主连接也没有 `$tick` 时',
    'what `$tick` throws, after the sockets are closed; exceptions of event handlers are only logged'
        => '`$tick` 抛出的异常，在连接关闭之后抛出；事件处理方法的异常只记入日志',
    'Unregisters all main sockets, so that no more events are forwarded, handles those on their way, then closes all.'
        => '注销所有主连接，使网关不再转发事件，处理已在途中的事件，然后全部关闭。',
    'During run() this happens after the current event.'
        => '在 run() 运行期间，这发生在当前事件处理完之后。',
    'If another process does the same work, or registerAtMost() was called, it first waits until another process is registered, for at most netsvr.reload_grace_ms, and handles events meanwhile.'
        => '如果另有进程在做同样的工作，或者调用过 registerAtMost()，它会先等另一个进程注册成功，最多等 netsvr.reload_grace_ms，期间继续处理事件。',
    'The main socket to a gateway; null when there is none.'
        => '连到一个网关的主连接；没有则为 null。',
    'A registered connection to a gateway: it receives what clients do.'
        => '已注册的、连到网关的连接：接收客户端的事件。',
    'MainSocketManager::run() reads it.'
        => '由 MainSocketManager::run() 读取。',
    'receives info, warning and error lines'
        => '接收 info、warning 和 error 日志',
    'receives the events'
        => '接收事件',
    'connects to the gateway; belongs to this object from now on'
        => '连接网关；从此归本对象所有',
    'the heartbeat that the gateway expects (`HeartbeatMessage` under `[Worker]` of its configuration)'
        => '网关期望的心跳内容（其配置里 `[Worker]` 下的 `HeartbeatMessage`）',
    'which events the gateway forwards: constants of \Netsvr\Event, joined by `|`'
        => '网关转发哪些事件：\Netsvr\Event 的常量，用 `|` 连接',
    'how many goroutines of the gateway work on what this connection sends: 0 to 1,000; 0 means 1'
        => '网关用多少个协程处理这条连接发送的内容：0 到 1,000；0 表示 1',
    'milliseconds between two heartbeats: 10 to 3,600,000'
        => '两次心跳之间的毫秒数：10 到 3,600,000',
    'Sends one frame without waiting.'
        => '发送一个帧，不等待。',
    'What the gateway does not take at once is buffered and sent later.'
        => '网关不能立即接收的部分会放入缓冲区，稍后发送。',
    'Frames that are sent while events are handled leave together afterwards.'
        => '处理事件期间发送的帧，在处理完之后一起发出。',
    'with netsvr.on_send_failure = throw, when it is not registered, or when more than netsvr.max_send_buffer bytes are waiting already; otherwise an error is logged'
        => 'netsvr.on_send_failure = throw 时，未注册，或者等待发送的内容已超过 netsvr.max_send_buffer 字节；否则记一条错误日志',
    'The worker address of the gateway: `host:port`.'
        => '网关的 worker 地址：`host:port`。',
    'Asks the gateway for events on this connection.'
        => '请求网关在这条连接上发送事件。',
    'False, and an error in the log, when it refuses.'
        => '网关拒绝时返回 false，并在日志里记一条错误。',
    'Starts the heartbeats that keep the connection alive.'
        => '开始发送心跳，使连接保持活跃。',
    'Tells the gateway to send no more events: over its task socket or, if there is none, over this connection.'
        => '通知网关不再发送事件：走它的任务连接；没有任务连接时走本连接。',
    'Events that are on their way are still handled.'
        => '已在途中的事件仍会处理。',
    'Writes what is buffered, closes the connection, and stays closed.'
        => '写出缓冲区里的内容，关闭连接，之后不再打开。',
    'The stream that the event loop watches.'
        => '事件循环所监视的流。',
    'The gateway\'s name for the registration; empty without one.'
        => '网关给这次注册的名称；没有注册时为空。',
    'Milliseconds.'
        => '毫秒。',
    'The timer of the heartbeat.'
        => '心跳的定时器。',
    'The timer of the next attempt to connect and register again.'
        => '下一次尝试重新连接和注册的定时器。',
    'The event loop of Workerman 4 or 5 reads it.'
        => '由 Workerman 4 或 5 的事件循环读取。',
    'Adds the registered connection to the event loop.'
        => '把已注册的连接加入事件循环。',
    'Passes one event to the handler.'
        => '把一个事件交给处理方法。',
    'Logs what the handler throws.'
        => '处理方法抛出的异常记入日志。',
    'Called when the connection is lost: connects and registers again at once, then about every 3 seconds until it succeeds.'
        => '连接断开时调用：立即重新连接并注册，之后大约每 3 秒重试一次，直到成功。',
    'Writes what is buffered, and removes the connection from the event loop.'
        => '写出缓冲区里的内容，并把连接移出事件循环。',
    'A task socket that a timer of Workerman keeps alive while it is connected.'
        => '连接期间由 Workerman 的定时器保持活跃的任务连接。',
    'seconds without use after which it connects anew'
        => '空闲多少秒之后重新连接',
    'Starts the timer, unless it is running.'
        => '启动定时器，已在运行则不做。',
    'Connects, and starts the timer.'
        => '连接，并启动定时器。',
    'Stops the timer and closes the connection.'
        => '停止定时器，并关闭连接。',
    'The native parent of Workerman\LengthProtocol.'
        => 'Workerman\LengthProtocol 的原生父类。',
    'The length of the frame at the start of a buffer; 0 when more bytes are needed to know it.'
        => '缓冲区开头的帧的长度；还需要更多字节才能知道时为 0。',
    'Decodes a whole frame.'
        => '解码一个完整的帧。',
    'Makes a frame of command and body.'
        => '由命令和消息体组成一个帧。',
    'The frame of the protocol, for Workerman\'s own connections.'
        => '协议的帧格式，用于 Workerman 自己的连接。',
    'Implements Workerman\Protocols\ProtocolInterface of Workerman 4 or 5 if that is installed.'
        => '安装了 Workerman 4 或 5 时，实现其 Workerman\Protocols\ProtocolInterface。',
    'Called by event loops and timers.'
        => '由事件循环和定时器调用。',
    'Not for your own use.'
        => '不供你直接使用。',
    'Called by the loop or the timer.'
        => '由循环或定时器调用。',
    'Called by the loops of Revolt and Swoole to resume a coroutine.'
        => '由 Revolt 和 Swoole 的事件循环调用，用来恢复一个协程。',
    'Resumes the coroutine.'
        => '恢复这个协程。',
    'Called by the timers of task sockets.'
        => '由任务连接的定时器调用。',
    'Sends a heartbeat.'
        => '发送一次心跳。',
    'A main socket in the table of Workerman\'s `connections` command; it exists while Workerman writes the table.'
        => 'Workerman 的 `connections` 命令所列表格里的一个主连接；只在 Workerman 写表格期间存在。',
    'Whether the gateway has an IPv4 address.'
        => '网关是否有 IPv4 地址。',
    'Whether the gateway has an IPv6 address.'
        => '网关是否有 IPv6 地址。',
    'Bytes that have arrived and are not read yet.'
        => '已到达、尚未读取的字节数。',
    'Bytes that the gateway has not taken yet.'
        => '网关尚未接收的字节数。',
    'The address of this end of the connection.'
        => '连接本端的地址。',
    'The address of the gateway.'
        => '网关的地址。',
    'Always ESTABLISHED.'
        => '总是 ESTABLISHED。',
    'Called by the engine when a request ends.'
        => '请求结束时由引擎调用。',
    'Tells loggers how many identical lines were held back.'
        => '告诉日志对象有多少行相同的内容没有写出。',
    'Called by the functions of the namespace NetsvrBusiness.'
        => '由命名空间 NetsvrBusiness 的函数调用。',
    'Use those.'
        => '请使用那些函数。',
    'The same as the function.'
        => '与同名函数相同。',
    'Receives what websocket clients do, from a main socket.'
        => '从主连接接收 websocket 客户端的事件。',
    'Your application implements it.'
        => '由你的应用实现。',
    'A client has connected.'
        => '有客户端连接。',
    'A client has sent a message.'
        => '有客户端发来消息。',
    'A client has disconnected.'
        => '有客户端断开。',
    'The message contains what the gateway kept for it.'
        => '消息里有网关为它保存的信息。',
    'A registered connection to a gateway: it receives events and carries one-way commands.'
        => '已注册的、连到网关的连接：接收事件，也发送单向命令。',
    'Connects to the gateway; false when that fails.'
        => '连接网关；失败时返回 false。',
    'Asks the gateway for events on this connection; false when it refuses.'
        => '请求网关在这条连接上发送事件；网关拒绝时返回 false。',
    'Tells the gateway to send no more events; false when that fails.'
        => '通知网关不再发送事件；失败时返回 false。',
    'Keeps the connection alive: sends the heartbeat string at regular intervals.'
        => '使连接保持活跃：定期发送心跳内容。',
    'Sends one frame.'
        => '发送一个帧。',
    'Closes the connection and stays closed.'
        => '关闭连接，之后不再打开。',
    'The main sockets of a process.'
        => '一个进程的主连接。',
    'When such a manager is bound in the Container, NetBus sends one-way commands over its sockets.'
        => '这样的管理器绑定到 Container 之后，NetBus 的单向命令走它的主连接。',
    'All main sockets; none before start().'
        => '所有主连接；start() 之前没有。',
    'Adds a main socket, before start().'
        => '添加一个主连接，须在 start() 之前。',
    'Connects and registers all main sockets; false when that fails for one of them.'
        => '连接并注册所有主连接；有一个失败就返回 false。',
    'Closes all main sockets.'
        => '关闭所有主连接。',
    'A blocking connection to a gateway.'
        => '连到网关的阻塞连接。',
    'A connection that NetBus can use: send() connects when that is needed.'
        => 'NetBus 可以使用的连接：send() 在需要时会连接。',
    'The task sockets of a process.'
        => '一个进程的任务连接。',
    'NetBus uses the manager that is bound in the Container under this name.'
        => 'NetBus 使用以此名称绑定在 Container 里的管理器。',
    'Adds a task socket.'
        => '添加一个任务连接。',
    'All task sockets.'
        => '所有任务连接。',
    'A readiness probe: it tells a load balancer, a container platform or a supervisor whether this process can work.'
        => '就绪检查：告诉负载均衡、容器平台或进程管理程序，本进程是否可以工作。',
    'Sends every gateway a small request over its task socket, all at once.'
        => '通过任务连接同时向每个网关发送一个小请求。',
    'A gateway in backoff, or one that hangs, is not asked and counts as not ready.'
        => '处于退避期的网关，以及没有响应的网关，不会被询问，视为未就绪。',
    '`ready` is true when there are gateways and all of them answer.'
        => '有网关并且全部应答时，`ready` 为 true。',
    'Failures are logged as for any query.'
        => '失败的记录方式与任何查询相同。',
    'seconds for the whole call, connecting included; greater than 0, at most 3600'
        => '整个调用的秒数，包括连接；大于 0，最多 3600',
    'when no TaskSocketMangerInterface is bound in the Container'
        => 'Container 里没有绑定 TaskSocketMangerInterface 时',
    'Finds out what listens at an address, and what is wrong with it.'
        => '查出某个地址上监听的是什么，以及有什么问题。',
    'For diagnosis by hand, not for calls on the hot path.'
        => '用于人工诊断，不用于频繁执行的代码。',
    'Tells which port of which gateway an address is, and compares that with netsvr.gateway and netsvr.task_addrs.'
        => '查出该地址是哪种网关的哪个端口，并与 netsvr.gateway 和 netsvr.task_addrs 比较。',
    'Its questions change nothing: it does not register, sets no limit, and writes to no client but its own.'
        => '它的询问不作任何改变：不注册，不设置限制，除了自己的客户端之外不向任何客户端写入。',
    'A gateway 8.x logs a line for a question that came to the wrong port.'
        => '问到了错误的端口时，网关 8.x 会在日志里记一行。',
    '`gateway`: 5, 8, or null where none is; `port`: `worker`, `task`, `websocket`, `web`, `stranger`, `closes`, `silent`, `slow`, `broken`, `closed`, `unreachable`, `unresolved`, `unknown`; `what`: both in words'
        => '`gateway`：5、8，没有网关时为 null；`port`：`worker`、`task`、`websocket`、`web`、`stranger`、`closes`、`silent`、`slow`、`broken`、`closed`、`unreachable`、`unresolved`、`unknown`；`what`：用文字说明两者',
    '`heartbeatAccepted`: false when the port closes the connection at that message'
        => '`heartbeatAccepted`：该端口收到这个心跳后关闭连接时为 false',
    '`ownAddr`: the gateway\'s own address, with which the uniqIds of its clients begin'
        => '`ownAddr`：网关自己的地址，其客户端的 uniqId 以它开头',
    '`beside`: its task address and the neighbouring ports, as far as they were examined'
        => '`beside`：它的 task 地址和相邻端口，以检查过的为限',
    '`websocket`: null without a URL.'
        => '`websocket`：没有给 URL 时为 null。',
    '`letsIn`: false when the client was turned away.'
        => '`letsIn`：客户端被拒之门外时为 false。',
    '`callback`: the open callback of 8.x `allows` (or there is none), `refuses` or `fails`.'
        => '`callback`：8.x 的连接打开回调：`allows`（允许，或没有回调）、`refuses`（拒绝）或 `fails`（失败）。',
    '`compression`: `works`, `loses` (8.x that was built with Go 1.27) or `off`'
        => '`compression`：`works`、`loses`（用 Go 1.27 构建的 8.x）或 `off`',
    '`unknown`: why something is null'
        => '`unknown`：某项为什么是 null',
    '`problems`: sentences that name what to change; empty when all is well'
        => '`problems`：说明需要修改什么的句子；一切正常时为空',
    '`host:port`'
        => '`host:port`',
    'the one that your sockets use'
        => '你的连接所用的心跳内容',
    '`ws://host:port/path` where clients connect: then a client of its own connects, too.'
        => '客户端连接的地址 `ws://host:port/path`：给出时，它自己的一个客户端也会连接。',
    'If the gateway compresses, this client is sent two messages, once its uniqId is known'
        => '如果网关启用压缩，在得知这个客户端的 uniqId 之后会给它发两条消息',
    'seconds for each round of questions: three rounds, and some more with a URL; greater than 0, at most 3600'
        => '每轮询问的秒数：共三轮，给了 URL 时再多几轮；大于 0，最多 3600',
    'when an address, URL or time is not valid, and when the heartbeat message begins like a command'
        => '地址、URL 或时间无效时，以及心跳内容的开头像一个命令时',
    'Nothing is bound in the Container under the requested id.'
        => 'Container 里没有绑定所请求的 id。',
    'The native parent of \NetsvrBusiness\Exception\ClassNotFoundException.'
        => '\NetsvrBusiness\Exception\ClassNotFoundException 的原生父类。',
    'Catch that class: it is a \Psr\Container\NotFoundExceptionInterface.'
        => '请捕获那个类：它实现了 \Psr\Container\NotFoundExceptionInterface。',
    'the requested id'
        => '所请求的 id',
    'The requested id.'
        => '所请求的 id。',
    'A gateway refused the registration of a main socket.'
        => '网关拒绝了主连接的注册。',
    'A gateway could not be reached, or is in backoff after that (netsvr.backoff_max_ms).'
        => '网关连不上，或者因此处于退避期（netsvr.backoff_max_ms）。',
    'Sockets log the exception.'
        => '连接会把这个异常记入日志。',
    'Its code is the errno of the last attempt.'
        => '它的代码是最近一次尝试的 errno。',
    'A request got no answer, or a wrong one, from at least one gateway.'
        => '至少有一个网关没有应答查询，或者应答不正确。',
    'With netsvr.on_query_failure = partial the call gives what the others have answered instead.'
        => '设置了 netsvr.on_query_failure = partial 时，调用改为返回其他网关的应答。',
    'All gateways at which the call has failed, and why.'
        => '调用失败的所有网关，以及原因。',
    'Empty when the message was too long for every gateway.'
        => '消息对每个网关都太长时为空。',
    'worker address => reason'
        => 'worker 地址 => 原因',
    'What the other gateways have answered, in the shape of the call\'s result.'
        => '其他网关的应答，形状与该调用的结果相同。',
    'Empty when none has answered.'
        => '没有任何应答时为空。',
    'See getFailures().'
        => '见 getFailures()。',
    'See getPartialResult().'
        => '见 getPartialResult()。',
    'A message was not sent: it is too long for the gateway or not UTF-8 (netsvr.text_check), or a gateway could not be reached.'
        => '消息没有发送：对网关来说太长，不是 UTF-8（netsvr.text_check），或者网关连不上。',
    'The bytes are not a valid message.'
        => '这些字节不是有效的消息。',
    'The text begins with `Error occurred during parsing`.'
        => '异常信息以 `Error occurred during parsing` 开头。',
    'What all messages can do. == compares them by their fields, clone copies their lists and maps, var_dump() shows their fields, serialize() writes their binary form. unserialize() also reads what messages of the pure-PHP protobuf runtime have written.'
        => '所有消息的共同功能。== 按字段比较，clone 复制其中的列表和映射，var_dump() 显示字段，serialize() 写出二进制形式。unserialize() 也能读取纯 PHP 的 protobuf 运行库写出的消息。',
    'Setters convert as PHP code expects: numeric strings to numbers, numbers to strings.'
        => 'setter 按 PHP 代码的习惯转换：数字字符串转为数字，数字转为字符串。',
    'Strings that the protocol calls text must be UTF-8.'
        => '协议规定为文本的字符串必须是 UTF-8。',
    'fields by their names, as the message\'s text lists them; messages inside it as objects or as such arrays'
        => '以名称为键的字段，名称见该消息的说明；其中的消息可以是对象，也可以是同样的数组',
    'for a field that the message does not have'
        => '有该消息没有的字段时',
    'when $data is neither an array nor null'
        => '$data 既不是数组也不是 null 时',
    'as for the setters'
        => '同各个 setter',
    'Sets every field to its default and forgets unknown fields.'
        => '把所有字段设为默认值，并丢弃未知字段。',
    'Forgets fields that parsing found but the message does not have; in the messages inside it, too.'
        => '丢弃解析时发现、但该消息没有的字段；内部的消息也一样。',
    'Takes over the content of another message of the same class: single fields that differ from their default replace those here, elements of lists and maps are added.'
        => '接收同类的另一条消息的内容：与默认值不同的单个字段会替换这里的，列表和映射的元素会追加。',
    'Reads the binary form of a message.'
        => '读取消息的二进制形式。',
    'Single fields are replaced, elements of lists and maps are added.'
        => '单个字段会被替换，列表和映射的元素会追加。',
    'for malformed bytes'
        => '字节的格式不正确时',
    'Reads the JSON form of a message.'
        => '读取消息的 JSON 形式。',
    'true: skip fields that the message does not have'
        => 'true：跳过该消息没有的字段',
    'for text that is not the JSON form of the message'
        => '文本不是该消息的 JSON 形式时',
    'The JSON form of proto3: names as in the text of the message, bytes in base64, 64-bit integers as strings, defaults left out.'
        => 'proto3 的 JSON 形式：名称与该消息的说明一致，bytes 用 base64，64 位整数用字符串，省略默认值。',
    'The binary form, unknown fields included.'
        => '二进制形式，包括未知字段。',
    'For serialize(): a version, the content, and the properties that a child class declares.'
        => '供 serialize() 使用：版本、内容，以及子类声明的属性。',
    'A child class with its own __serialize() adds to the result of its parent.'
        => '子类如有自己的 __serialize()，应在父类的结果上添加。',
    'For unserialize().'
        => '供 unserialize() 使用。',
    'All limits apply to bytes from outside; data that cannot be read changes nothing.'
        => '来自外部的字节受所有限制的约束；不能读取的数据不作任何改变。',
    'for data that is malformed or written by a newer version'
        => '数据的格式不正确，或者由更新的版本写出时',
    'A list in a message.'
        => '消息里的列表。',
    'It is a view: a change here changes the message.'
        => '它是一个视图：这里的改动就是对消息的改动。',
    'number of the protobuf type: 2 float, 3 int64, 5 int32, 8 bool, 9 string, 11 message, 12 bytes, 13 uint32, 14 enum'
        => 'protobuf 类型的编号：2 float、3 int64、5 int32、8 bool、9 string、11 message、12 bytes、13 uint32、14 enum',
    'the class, for messages'
        => '类名，用于消息',
    'for another type'
        => '其他类型时',
    'Number of the protobuf type of the elements.'
        => '元素的 protobuf 类型的编号。',
    'The class of the elements, when they are messages.'
        => '元素是消息时，元素的类。',
    'The same as getClass().'
        => '与 getClass() 相同。',
    'An element; null and a warning when there is none.'
        => '一个元素；没有时为 null，并有一条警告。',
    'Appends an element, or replaces an existing one.'
        => '追加一个元素，或者替换已有的元素。',
    'Any other offset is an E_USER_ERROR.'
        => '其他下标会引发 E_USER_ERROR。',
    'for a value that the type does not take, or text that is not UTF-8'
        => '该类型不接受的值，或者文本不是 UTF-8 时',
    'for an integer beyond the bits of the type'
        => '整数超出该类型的位数时',
    'Removes the last element.'
        => '删除最后一个元素。',
    'Whether there is an element at the offset.'
        => '该下标处是否有元素。',
    'Iterates over the elements that are there now; it does not see later changes.'
        => '遍历此刻的元素；看不到之后的改动。',
    'The number of elements.'
        => '元素的数量。',
    'A map in a message.'
        => '消息里的映射。',
    'number of the protobuf type of the keys: 3 int64, 5 int32, 8 bool, 9 string, 13 uint32'
        => '键的 protobuf 类型的编号：3 int64、5 int32、8 bool、9 string、13 uint32',
    'number of the protobuf type of the values: as in RepeatedField'
        => '值的 protobuf 类型的编号：同 RepeatedField',
    'Number of the protobuf type of the keys.'
        => '键的 protobuf 类型的编号。',
    'Number of the protobuf type of the values.'
        => '值的 protobuf 类型的编号。',
    'The class of the values, when they are messages.'
        => '值是消息时，值的类。',
    'The same as getValueClass().'
        => '与 getValueClass() 相同。',
    'A value; null and a warning when there is none.'
        => '一个值；没有时为 null，并有一条警告。',
    'Sets a value.'
        => '设置一个值。',
    'Removes a value.'
        => '删除一个值。',
    'Whether there is a value for the key.'
        => '该键是否有值。',
    'Iterates over the entries that are there now; it does not see later changes.'
        => '遍历此刻的条目；看不到之后的改动。',
    'String keys stay strings, even those that look like integers.'
        => '字符串键保持为字符串，看起来像整数的也一样。',
    'The number of entries.'
        => '条目的数量。',
    'The iterator of RepeatedField and MapField.'
        => 'RepeatedField 和 MapField 的迭代器。',
    'The current value; null after the end.'
        => '当前的值；到末尾之后为 null。',
    'The current index or key; null after the end.'
        => '当前的下标或键；到末尾之后为 null。',
    'Moves to the next one.'
        => '移到下一个。',
    'Moves back to the first one.'
        => '移回第一个。',
    'Whether there is a current value.'
        => '当前是否有值。',
    'The commands of the protocol: the first 4 bytes of a frame, big-endian. 9000010xx come from the gateway. 9000020xx get no answer. 9000030xx are answered with the same command.'
        => '协议的命令：帧的前 4 个字节，大端。9000010xx 来自网关。9000020xx 没有应答。9000030xx 以相同的命令应答。',
    'The name of the constant with a value.'
        => '该值对应的常量名。',
    'when no constant has it'
        => '没有常量是这个值时',
    'The value of a constant by its name.'
        => '该名称的常量的值。',
    'The name is converted to upper case first, so constants of Cmd, whose names have lower-case letters, are not found: use the constants themselves.'
        => '名称会先转成大写，因此 Cmd 的常量（名称含小写字母）找不到：请直接使用常量。',
    'when there is none'
        => '没有这个常量时',
    'The events that a main socket can receive, as bits: `Event::OnOpen | Event::OnMessage`.'
        => '主连接可以接收的事件，用位表示：`Event::OnOpen | Event::OnMessage`。',
    'The name is converted to upper case first, so constants of Event, whose names have lower-case letters, are not found: use the constants themselves.'
        => '名称会先转成大写，因此 Event 的常量（名称含小写字母）找不到：请直接使用常量。',
    'How a gateway answers a registration.'
        => '网关对注册的应答。',
    'The name is converted to upper case first, so constants of RegisterRespCode, whose names have lower-case letters, are not found: use the constants themselves.'
        => '名称会先转成大写，因此 RegisterRespCode 的常量（名称含小写字母）找不到：请直接使用常量。',
    'A remnant of an earlier generation of the protocol; the extension does not use it.'
        => '协议早期版本的遗留；扩展不使用它。',
    'Sleeps for a number of milliseconds; a signal may end it earlier.'
        => '休眠若干毫秒；信号可能使它提前结束。',
    'A worker address in the form in which uniqIds begin with it: `127.0.0.1:6071` is `7f00000117b7`.'
        => 'uniqId 开头所用的 worker 地址形式：`127.0.0.1:6071` 是 `7f00000117b7`。',
    '`host:port`; a name is looked up'
        => '`host:port`；域名会被解析',
    '12 lower-case hex characters: 4 bytes of IPv4 address, 2 of port'
        => '12 个小写十六进制字符：IPv4 地址 4 字节，端口 2 字节',
    'when the host has no IPv4 address'
        => '主机没有 IPv4 地址时',
    'The gateway that owns a client: the first 12 characters of its uniqId.'
        => '拥有该客户端的网关：其 uniqId 的前 12 个字符。',
    'Sends a message to every client.'
        => '向所有客户端发送一条消息。',
    'Asks which clients are connected.'
        => '查询哪些客户端在线。',
    'Which of the clients asked about are connected.'
        => '所查询的客户端中在线的那些。',
    'Event: a client has disconnected.'
        => '事件：有客户端断开。',
    'Asks what is kept for the connections of customers.'
        => '查询为客户的连接保存的信息。',
    'What is kept for the connections of customers.'
        => '为客户的连接保存的信息。',
    'What is kept for one connection of a customer.'
        => '为客户的一条连接保存的信息。',
    'The connections of one customer.'
        => '一个客户的连接。',
    'Clears what is kept for a client.'
        => '清除为一个客户端保存的信息。',
    'Asks what is kept for clients.'
        => '查询为客户端保存的信息。',
    'What is kept for clients.'
        => '为客户端保存的信息。',
    'What is kept for one client.'
        => '为一个客户端保存的信息。',
    'Changes what is kept for a client; empty fields change nothing.'
        => '修改为一个客户端保存的信息；空字段不作改变。',
    'Event: a client has connected.'
        => '事件：有客户端连接。',
    'What a callback of gateway 8.x answers when a client wants to connect.'
        => '客户端想要连接时，网关 8.x 的回调所给的应答。',
    'How many customers have a connection.'
        => '有连接的客户有多少。',
    'Disconnects clients.'
        => '断开客户端。',
    'Disconnects all connections of customers.'
        => '断开客户的所有连接。',
    'Disconnects clients that have neither a session nor a customerId.'
        => '断开既没有 session 也没有 customerId 的客户端。',
    'Sets the limits of a gateway; values of 0 or less change nothing.'
        => '设置网关的限制；0 或更小的值不作改变。',
    'The limits in force.'
        => '当前生效的限制。',
    'The counters of a gateway.'
        => '网关的计数器。',
    'One counter of a gateway.'
        => '网关的一个计数器。',
    'How the gateway answered a registration.'
        => '网关对注册的应答结果。',
    'Sends each client a message of its own, or one client several.'
        => '向每个客户端发送各自的消息，或者向一个客户端发送多条。',
    'Sends each customer a message of its own, or one customer several.'
        => '向每个客户发送各自的消息，或者向一个客户发送多条。',
    'How many topics there are.'
        => '有多少个主题。',
    'Asks how many customers are subscribed to topics.'
        => '查询有多少客户订阅了主题。',
    'How many customers are subscribed to topics.'
        => '有多少客户订阅了主题。',
    'Asks which customers are subscribed to topics.'
        => '查询哪些客户订阅了主题。',
    'Which customers are subscribed to topics.'
        => '哪些客户订阅了主题。',
    'The customers that are subscribed to one topic.'
        => '订阅了一个主题的客户。',
    'Asks which customers are subscribed to topics, and with which connections.'
        => '查询哪些客户订阅了主题，以及用哪些连接订阅。',
    'Which customers are subscribed to topics, and with which connections.'
        => '哪些客户订阅了主题，以及用哪些连接订阅。',
    'The customers that are subscribed to one topic, with their connections.'
        => '订阅了一个主题的客户，以及他们的连接。',
    'Sends the subscribers of each topic a message of their own, or those of one topic several.'
        => '向每个主题的订阅者发送各自的消息，或者向一个主题的订阅者发送多条。',
    'Asks how many clients are subscribed to topics.'
        => '查询有多少客户端订阅了主题。',
    'How many clients are subscribed to topics.'
        => '有多少客户端订阅了主题。',
    'Asks which clients are subscribed to topics.'
        => '查询哪些客户端订阅了主题。',
    'Which clients are subscribed to topics.'
        => '哪些客户端订阅了主题。',
    'The clients that are subscribed to one topic.'
        => '订阅了一个主题的客户端。',
    'Event: a client has sent a message.'
        => '事件：有客户端发来消息。',
    'Ends a registration.'
        => '结束注册。',
    'A registration has ended.'
        => '注册已结束。',
    'How many clients there are.'
        => '有多少个客户端。',
    'All clients.'
        => '所有客户端。',
    'the client'
        => '客户端',
    'the clients'
        => '这些客户端',
    'the customer the client belongs to; empty for none'
        => '客户端所属的客户；没有则为空',
    'the customers'
        => '这些客户',
    'what the application keeps with the client'
        => '应用为该客户端保存的内容',
    'the topics'
        => '主题',
    'what to send to the client'
        => '要发给客户端的内容',
    'how many'
        => '数量',
    'the answer, by topic'
        => '应答，以主题为键',
    'limit of new connections'
        => '新建连接的限制',
    'limit of messages of clients'
        => '客户端消息的限制',
    'whether to count for all topics; `topics` is ignored then'
        => '是否统计所有主题；若是，忽略 `topics`',
    'the name of the registration'
        => '这次注册的名称',
    'whether to include the session'
        => '是否包含 session',
    'whether to include the uniqId'
        => '是否包含 uniqId',
    'whether to include the customerId'
        => '是否包含 customerId',
    'whether to include the topics'
        => '是否包含主题',
    'whether to clear the session'
        => '是否清除 session',
    'whether to clear the customerId'
        => '是否清除 customerId',
    'whether to clear the topics'
        => '是否清除主题',
    'the new session; empty: unchanged'
        => '新的 session；为空则不变',
    'the new customerId; empty: unchanged'
        => '新的 customerId；为空则不变',
    'the new topics, in place of all others; empty: unchanged'
        => '新的主题，替换全部原有主题；为空则不变',
    'the query of the URL the client connected to, without the question mark'
        => '客户端连接所用 URL 的查询部分，不含问号',
    'the websocket sub-protocols the client offered'
        => '客户端提出的 websocket 子协议',
    'the header X-Forwarded-For'
        => '请求头 X-Forwarded-For',
    'the header X-Real-IP'
        => '请求头 X-Real-IP',
    'the address the connection came from'
        => '连接的来源地址',
    'whether the client may connect'
        => '客户端是否可以连接',
    'number of the counter'
        => '计数器的编号',
    'per second, on average'
        => '每秒次数，平均',
    'per second, in the last minute'
        => '每秒次数，最近一分钟',
    'per second, in the last 5 minutes'
        => '每秒次数，最近 5 分钟',
    'per second, in the last 15 minutes'
        => '每秒次数，最近 15 分钟',
    'which events to receive: bits of Event'
        => '接收哪些事件：Event 的位',
    'how many goroutines of the gateway work on the commands of this connection'
        => '网关用多少个协程处理这条连接上的命令',
    'the result'
        => '结果',
    'the result in words'
        => '结果的文字说明',
    'the customer'
        => '客户',
    'what the client sent'
        => '客户端发来的内容',
    'what to send before; empty: nothing'
        => '断开之前要发送的内容；为空则不发',
    'seconds to wait before'
        => '先等待的秒数',
    'what to send to the client afterwards; empty: nothing'
        => '随后要发给客户端的内容；为空则不发',
    'the session of the client'
        => '客户端的 session',
    'the customerId of the client'
        => '客户端的 customerId',
    'the topics of the client'
        => '客户端的主题',
    'what to send to the client, whether it may connect or not; empty: nothing'
        => '要发给客户端的内容，不论它是否可以连接；为空则不发',
    'what to send once to each client that had one of the topics; empty: nothing'
        => '要发给每个订阅过这些主题的客户端的内容，每个只发一次；为空则不发',
    'what to send to the subscribers'
        => '要发给订阅者的内容',
    'what to send, in the order of the clients'
        => '要发送的内容，按客户端的顺序',
    'what to send, in the order of the customers'
        => '要发送的内容，按客户的顺序',
    'what to send, in the order of the topics'
        => '要发送的内容，按主题的顺序',
    'the answer, by uniqId'
        => '应答，以 uniqId 为键',
    'the answer, by customerId'
        => '应答，以 customerId 为键',
    'the connections'
        => '连接',
    'the connections, by customerId'
        => '连接，以 customerId 为键',
    'the counters, by their numbers'
        => '计数器，以编号为键',
    'UTF-8'
        => 'UTF-8',
    'for text that is not UTF-8'
        => '文本不是 UTF-8 时',
    'for an array or an object'
        => '数组或对象',
    'any bytes'
        => '任意字节',
    '32 bits'
        => '32 位',
    'for a value that is not numeric'
        => '值不是数字时',
    'for a number beyond 32 bits'
        => '数字超出 32 位时',
    '64 bits'
        => '64 位',
    'for a number beyond 64 bits'
        => '数字超出 64 位时',
    'rounded to 32 bits'
        => '舍入到 32 位',
    'is rounded to 32 bits'
        => '舍入到 32 位',
    'for messages of another class'
        => '消息属于另一个类时',
];
