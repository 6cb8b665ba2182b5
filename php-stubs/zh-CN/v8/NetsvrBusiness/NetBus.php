<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/**
 * 通过 netsvr 网关向 websocket 客户端推送消息，并向网关查询客户端的情况。
 *
 * 有哪些网关，由绑定在 Container 里的 Contract\TaskSocketMangerInterface 决定。全部走它的任务连接，发到各网关的
 * task 地址；主连接（main socket）只接收事件。
 *
 * 按 uniqId 的调用，只发给拥有这些客户端的网关。只有一个网关时，全部发给它。有多个网关时，不属于已配置网关的
 * uniqId 会被跳过，每次调用在日志里记一条警告。按客户或主题的调用，发给所有网关。uniqId 列表为空时什么都不发。
 *
 * 列表里的 int、float、bool 和 Stringable 会转成字符串。
 *
 * 需要任务连接的调用，如果 Container 里没有绑定任务连接的管理器，会抛出 Exception\ClassNotFoundException。
 */
class NetBus
{
    /**
     * 修改网关为一个客户端保存的信息：session、customerId、主题。留空的字段保持不变。
     *
     * @throws Exception\SocketSendException 同 singleCast()
     */
    public static function connInfoUpdate(\NetsvrProtocol\ConnInfoUpdate $connInfoUpdate): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 清除网关为一个客户端保存的信息。清除哪几项，由消息里的标志决定。
     *
     * @throws Exception\SocketSendException 同 singleCast()
     */
    public static function connInfoDelete(\NetsvrProtocol\ConnInfoDelete $connInfoDelete): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向所有网关的所有客户端发送一条消息。消息发不出去时，任务连接的日志对象会得到一行错误；设置了
     * netsvr.on_send_failure = throw 则抛出异常。
     *
     * @param string $data 任意字节；空消息不会送达
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function broadcast(string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向多个客户端发送同一条消息。消息发不出去时，任务连接的日志对象会得到一行错误；设置了
     * netsvr.on_send_failure = throw 则抛出异常。
     *
     * @param list<string>|string $uniqIds 一个或多个客户端
     * @param string $data 任意字节；空消息不会送达
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function multicast(array|string $uniqIds, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向多个客户的所有连接发送同一条消息。消息发不出去时，任务连接的日志对象会得到一行错误；设置了
     * netsvr.on_send_failure = throw 则抛出异常。
     *
     * @param list<string|int>|string|int $customerIds 一个或多个客户
     * @param string $data 任意字节；空消息不会送达
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function multicastByCustomerId(array|string|int $customerIds, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向一个客户端发送一条消息。消息发不出去时，任务连接的日志对象会得到一行错误；设置了
     * netsvr.on_send_failure = throw 则抛出异常。
     *
     * @param string $data 任意字节；空消息不会送达
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function singleCast(string $uniqId, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向一个客户的所有连接发送一条消息。消息发不出去时，任务连接的日志对象会得到一行错误；设置了
     * netsvr.on_send_failure = throw 则抛出异常。
     *
     * @param string $data 任意字节；空消息不会送达
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function singleCastByCustomerId(string|int $customerId, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向每个客户端发送各自的消息。接受以 uniqId 为键的数据数组，或者两个等长的数组。两个数组的键相同时按键配对，
     * 都是列表时按位置配对。只有一个 uniqId 而有多条数据时，它收到全部数据。
     *
     * @param array<string, string>|array{uniqIds: array<string>|string, data: array<string>|string} $params
     * @throws \ValueError `uniqIds` 与 `data` 长度不同或键不同时（`uniqIds` 恰好只有一个时除外）
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function singleCastBulk(array $params): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向每个客户发送各自的消息，送达其所有连接。接受以 customerId 为键的数据数组，或者两个等长的数组。
     * 两个数组的键相同时按键配对，都是列表时按位置配对。只有一个 customerId 而有多条数据时，它收到全部数据。
     *
     * @param array<array-key, string>|array{customerIds: array<string|int>|string|int, data: array<string>|string} $params
     * @throws \ValueError `customerIds` 与 `data` 长度不同或键不同时（`customerIds` 恰好只有一个时除外）
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function singleCastBulkByCustomerId(array $params): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 让一个客户端订阅主题。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @param string $data 任意字节，随后发给该客户端；为空则不发
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function topicSubscribe(string $uniqId, array|string $topics, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 让一个客户端退订主题。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @param string $data 任意字节，随后发给该客户端；为空则不发
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function topicUnsubscribe(string $uniqId, array|string $topics, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 删除主题：所有客户端都退订它们。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @param string $data 任意字节，发给每个订阅过这些主题的客户端，每个只发一次；为空则不发
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function topicDelete(array|string $topics, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向主题的订阅者发送同一条消息。消息发不出去时，任务连接的日志对象会得到一行错误；设置了
     * netsvr.on_send_failure = throw 则抛出异常。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @param string $data 任意字节；空消息不会送达
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function topicPublish(array|string $topics, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向每个主题的订阅者发送各自的消息。接受以主题为键的数据数组，或者两个等长的数组。两个数组的键相同时按键配对，
     * 都是列表时按位置配对。只有一个主题而有多条数据时，它收到全部数据。
     *
     * @param array<array-key, string>|array{topics: array<string>|string, data: array<string>|string} $params
     * @throws \ValueError `topics` 与 `data` 长度不同或键不同时（`topics` 恰好只有一个时除外）
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function topicPublishBulk(array $params): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开客户端：立即断开，或者在消息发给它们片刻之后断开。
     *
     * @param list<string>|string $uniqIds 一个或多个客户端
     * @param string $data 任意字节，断开之前发送；可以为空
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function forceOffline(array|string $uniqIds, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开客户的所有连接：立即断开，或者在消息发给它们片刻之后断开。
     *
     * @param list<string|int>|string|int $customerIds 一个或多个客户
     * @param string $data 任意字节，断开之前发送；可以为空
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function forceOfflineByCustomerId(array|string|int $customerIds, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开既没有 session 也没有 customerId 的客户端；其余的不受影响。
     *
     * @param list<string>|string $uniqIds 一个或多个客户端
     * @param string $data 任意字节，断开之前发送；可以为空
     * @param int $delay 网关先等待的秒数；32 位
     * @throws \RangeException 延迟超出 32 位时
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    public static function forceOfflineGuest(array|string $uniqIds, string $data = '', int $delay = 0): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 查询这些客户端中哪些在线。
     *
     * @param list<string>|string $uniqIds 一个或多个客户端
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function checkOnline(array|string $uniqIds): \NetsvrBusiness\Ret\CheckOnlineRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有客户端的 uniqId。每个网关一项，按添加的顺序排列。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function uniqIdList(): \NetsvrBusiness\Ret\UniqIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的数量。每个网关一项，按添加的顺序排列。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function uniqIdCount(): \NetsvrBusiness\Ret\UniqIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 主题的数量。每个网关一项，按添加的顺序排列。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicCount(): \NetsvrBusiness\Ret\TopicCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有主题。每个网关一项，按添加的顺序排列。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicList(): \NetsvrBusiness\Ret\TopicListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 主题的订阅者。每个网关一项，按添加的顺序排列。网关不认识的主题不会出现在结果里。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicUniqIdList(array|string $topics): \NetsvrBusiness\Ret\TopicUniqIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 主题的订阅者数量。每个网关一项，按添加的顺序排列。网关不认识的主题不会出现在结果里。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @param bool $allTopic true：统计所有主题，忽略 $topics
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicUniqIdCount(array|string $topics, bool $allTopic = false): \NetsvrBusiness\Ret\TopicUniqIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 订阅了主题的客户。每个网关一项，按添加的顺序排列。网关不认识的主题不会出现在结果里。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicCustomerIdList(array|string $topics): \NetsvrBusiness\Ret\TopicCustomerIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 订阅了主题的客户，以及各自订阅了该主题的连接。每个网关一项，按添加的顺序排列。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicCustomerIdToUniqIdsList(array|string $topics): \NetsvrBusiness\Ret\TopicCustomerIdToUniqIdsListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 订阅了主题的客户数量。每个网关一项，按添加的顺序排列。
     *
     * @param list<string>|string $topics 一个或多个主题
     * @param bool $allTopic true：统计所有主题，忽略 $topics
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function topicCustomerIdCount(array|string $topics, bool $allTopic = false): \NetsvrBusiness\Ret\TopicCustomerIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 网关为客户端保存的信息，以 uniqId 为键。不在线的客户端不会出现在结果里。没有查询的部分为空。
     *
     * @param list<string>|string $uniqIds 一个或多个客户端
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function connInfo(array|string $uniqIds, bool $reqCustomerId = true, bool $reqSession = true, bool $reqTopic = true): \NetsvrBusiness\Ret\ConnInfoRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 网关为客户的连接保存的信息，以 customerId 为键，合并所有网关。没有连接的客户不会出现在结果里。
     * 没有查询的部分为空。看起来像整数的 customerId 会变成 int 键，与 PHP 的惯例一致。
     *
     * @param list<string|int>|string|int $customerIds 一个或多个客户
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     * @throws \TypeError 列表里有 null 或数组时；异常信息会指出是哪个参数、哪个下标
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function connInfoByCustomerId(array|string|int $customerIds, bool $reqUniqId = true, bool $reqSession = true, bool $reqTopic = true): \NetsvrBusiness\Ret\ConnInfoByCustomerIdRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 网关的计数器：总数，以及平均和最近 1、5、15 分钟内每秒的次数。每个网关的每个计数器一项。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function metrics(): \NetsvrBusiness\Ret\MetricsRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 设置网关对新建连接和客户端消息的限制，并返回当前生效的限制。只有大于 0 的值才会设置；其他值和 null
     * 不作任何改变。
     *
     * @param string $addr 只针对 地址为此值的网关，`host:port`；为空表示全部
     * @throws \RuntimeException $addr 的主机没有 IPv4 地址时
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function limit(?\NetsvrProtocol\LimitReq $limitReq = null, string $addr = ''): \NetsvrBusiness\Ret\LimitRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 有连接的客户。每个网关一项，按添加的顺序排列。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function customerIdList(): \NetsvrBusiness\Ret\CustomerIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 有连接的客户数量。每个网关一项，按添加的顺序排列。
     *
     * @throws Exception\SocketReceiveException 有网关连不上，或没有及时给出正确的应答时
     * @throws Exception\DecodeException 应答的格式不正确时
     */
    public static function customerIdCount(): \NetsvrBusiness\Ret\CustomerIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 等到每个网关都执行完之前发送的内容，并报告哪些已得到确认。同时询问所有网关，
     * 在发送过消息的那条连接上各发一个小请求。网关按顺序处理一条连接上的内容，所以它的应答确认了此前的全部内容。
     * 没有待确认内容的网关不会被询问。
     *
     * 每个网关一项：
     *
     * - `workerAddr`：它的 地址
     * - `confirmed`：自上次应答或上次 flush() 以来它已执行的消息数
     * - `unconfirmed`：结果未知的消息数：其连接已断开、没有及时得到应答，或者该连接是用户类的对象。每条只报告一次。
     * - `acceptedOnly`：主连接以多个协程注册时为 true。这时应答只能证明网关已收下这些消息，不能证明已经执行。
     * - `problem`：消息为什么没有得到确认；全部确认时为 null
     *
     * @param float|null $timeout 秒，0 到 86400；为 null 时使用各连接的 sendReceiveTimeout
     * @return list<array{workerAddr: string, confirmed: int, unconfirmed: int, acceptedOnly: bool, problem: ?string}>
     * @throws \ValueError 时间超出范围时
     */
    public static function flush(?float $timeout = null): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 用于应用的测试：从此刻起，任何调用都不会到达网关，由替身说明发送了什么。它的类在 Composer 包 netsvr/netsvr-php
     * 里，说明也在那里。
     *
     *     $fake = NetBus::fake();
     *     $order->ship();
     *     $fake->assertSingleCastByCustomerId(17, 'Your order has been shipped.');
     *
     * @param list<string>|string $workerAddrs 网关的地址，`host:port`
     * @param bool $record false：不记录发送的内容，用于测量性能
     * @throws \Error 没有安装该包时
     */
    public static function fake(array|string $workerAddrs = '127.0.0.1:6061', bool $record = true): \NetsvrBusiness\Testing\NetBusFake
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向每个网关发送一个帧。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    protected static function sendToSockets(string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向拥有该客户端的网关发送一个帧；该网关没有配置时什么都不做。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    protected static function sendToSocketByUniqId(string $uniqId, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 向一个网关发送一个帧；该网关没有配置时什么都不做。
     *
     * @param string $addrAsHex 其客户端 uniqId 的前 12 个字符：12 个小写十六进制字符
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     * @throws Exception\SocketSendException 单个帧超过 netsvr.send_packet_limit 时；netsvr.text_check = throw
     *     而数据不是 UTF-8 时；netsvr.on_send_failure = throw 而消息发不出去时
     */
    protected static function sendToSocketByAddrAsHex(string $addrAsHex, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 连到该客户端所属网关的任务连接；该网关没有配置时为 null。 */
    protected static function getSocketByUniqId(string $uniqId): ?\NetsvrBusiness\Contract\TaskSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 是否恰好只有一个网关。 */
    protected static function isSinglePoint(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 绑定在 Container 里的任务连接管理器。 */
    protected static function getTaskSocketManger(): \NetsvrBusiness\Contract\TaskSocketMangerInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 按所属网关对 uniqId 分组。
     *
     * @param array<string> $uniqIds
     * @return array<array-key, list<string>> 以它们的前 12 个字符为键
     */
    protected static function getUniqIdsGroupByAddrAsHex(array $uniqIds): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 在消息体前面加上命令：4 字节，大端。
     *
     * @param int $cmd `\NetsvrProtocol\Cmd::*` 之一；只使用低 32 位
     */
    protected static function pack(int $cmd, string $data): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 帧的消息体：命令的 4 个字节之后的内容。 */
    protected static function unpack(string $data): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
