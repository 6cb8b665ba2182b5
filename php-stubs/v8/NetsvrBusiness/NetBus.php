<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * Pushes messages to websocket clients through the netsvr gateways, and asks the gateways about them.
 *
 * The Contract\TaskSocketMangerInterface that is bound in the Container says which gateways there are. Everything goes
 * over its task sockets, to the task addresses of the gateways; main sockets only bring events.
 *
 * A call about uniqIds goes to the gateways that own these clients. With only one gateway, everything goes to it.
 * With several, uniqIds of gateways that are not configured are skipped, with one warning per call in the log. A
 * call about customers or topics goes to all gateways. An empty list of uniqIds sends nothing.
 *
 * In lists, ints, floats, bools and Stringables become strings.
 *
 * A call that needs a task socket throws Exception\ClassNotFoundException when the Container has no manager of task
 * sockets.
 */
class NetBus
{
    /**
     * Changes what the gateway keeps for a client: session, customerId, topics. Fields left empty stay as they are.
     *
     * @throws Exception\SocketSendException as for singleCast()
     */
    public static function connInfoUpdate(\NetsvrProtocol\ConnInfoUpdate $connInfoUpdate): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Clears what the gateway keeps for a client. The flags of the message say which parts.
     *
     * @throws Exception\SocketSendException as for singleCast()
     */
    public static function connInfoDelete(\NetsvrProtocol\ConnInfoDelete $connInfoDelete): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends a message to every client of every gateway.
     * When the message cannot be sent, the logger of the task socket gets an error line; with
     * netsvr.on_send_failure = throw the call throws.
     *
     * @param string $data any bytes; an empty message is not delivered
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function broadcast(string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends one message to several clients.
     * When the message cannot be sent, the logger of the task socket gets an error line; with
     * netsvr.on_send_failure = throw the call throws.
     *
     * @param list<string>|string $uniqIds one client or several
     * @param string $data any bytes; an empty message is not delivered
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function multicast(array|string $uniqIds, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends one message to all connections of several customers.
     * When the message cannot be sent, the logger of the task socket gets an error line; with
     * netsvr.on_send_failure = throw the call throws.
     *
     * @param list<string|int>|string|int $customerIds one customer or several
     * @param string $data any bytes; an empty message is not delivered
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function multicastByCustomerId(array|string|int $customerIds, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends a message to one client.
     * When the message cannot be sent, the logger of the task socket gets an error line; with
     * netsvr.on_send_failure = throw the call throws.
     *
     * @param string $data any bytes; an empty message is not delivered
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function singleCast(string $uniqId, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends a message to all connections of one customer.
     * When the message cannot be sent, the logger of the task socket gets an error line; with
     * netsvr.on_send_failure = throw the call throws.
     *
     * @param string $data any bytes; an empty message is not delivered
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function singleCastByCustomerId(string|int $customerId, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends each client a message of its own.
     * Takes an array of data by uniqId, or two arrays of the same length. Two arrays with the same keys are paired by key,
     * two lists by position. One uniqId with several data gets all of them.
     *
     * @param array<string, string>|array{uniqIds: array<string>|string, data: array<string>|string} $params
     * @throws \ValueError when `uniqIds` and `data` are of different length or have different keys, unless there is
     *  exactly one of `uniqIds`
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function singleCastBulk(array $params): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends each customer a message of its own, on all of its connections.
     * Takes an array of data by customerId, or two arrays of the same length. Two arrays with the same keys are paired by key,
     * two lists by position. One customerId with several data gets all of them.
     *
     * @param array<array-key, string>|array{customerIds: array<string|int>|string|int, data: array<string>|string} $params
     * @throws \ValueError when `customerIds` and `data` are of different length or have different keys, unless there is
     *  exactly one of `customerIds`
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function singleCastBulkByCustomerId(array $params): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Subscribes a client to topics.
     *
     * @param list<string>|string $topics one topic or several
     * @param string $data any bytes, sent to the client afterwards; nothing is sent when empty
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function topicSubscribe(string $uniqId, array|string $topics, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Unsubscribes a client from topics.
     *
     * @param list<string>|string $topics one topic or several
     * @param string $data any bytes, sent to the client afterwards; nothing is sent when empty
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function topicUnsubscribe(string $uniqId, array|string $topics, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Removes topics: unsubscribes all clients from them.
     *
     * @param list<string>|string $topics one topic or several
     * @param string $data any bytes, sent once to each client that had one of the topics; nothing is sent when empty
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function topicDelete(array|string $topics, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends one message to the subscribers of topics.
     * When the message cannot be sent, the logger of the task socket gets an error line; with
     * netsvr.on_send_failure = throw the call throws.
     *
     * @param list<string>|string $topics one topic or several
     * @param string $data any bytes; an empty message is not delivered
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function topicPublish(array|string $topics, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends the subscribers of each topic a message of their own.
     * Takes an array of data by topic, or two arrays of the same length. Two arrays with the same keys are paired by key,
     * two lists by position. One topic with several data gets all of them.
     *
     * @param array<array-key, string>|array{topics: array<string>|string, data: array<string>|string} $params
     * @throws \ValueError when `topics` and `data` are of different length or have different keys, unless there is
     *  exactly one of `topics`
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function topicPublishBulk(array $params): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Disconnects clients: at once, or a moment after the message has been sent to them.
     *
     * @param list<string>|string $uniqIds one client or several
     * @param string $data any bytes, sent before; may be empty
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function forceOffline(array|string $uniqIds, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Disconnects all connections of customers: at once, or a moment after the message has been sent to them.
     *
     * @param list<string|int>|string|int $customerIds one customer or several
     * @param string $data any bytes, sent before; may be empty
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function forceOfflineByCustomerId(array|string|int $customerIds, string $data = ''): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Disconnects clients that have neither a session nor a customerId; the others stay.
     *
     * @param list<string>|string $uniqIds one client or several
     * @param string $data any bytes, sent before; may be empty
     * @param int $delay seconds that the gateway waits before; 32 bits
     * @throws \RangeException for a delay beyond 32 bits
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    public static function forceOfflineGuest(array|string $uniqIds, string $data = '', int $delay = 0): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Tells which of the clients are connected.
     *
     * @param list<string>|string $uniqIds one client or several
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function checkOnline(array|string $uniqIds): \NetsvrBusiness\Ret\CheckOnlineRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The uniqIds of all clients. One entry for each gateway, in the order in which they were added.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function uniqIdList(): \NetsvrBusiness\Ret\UniqIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The number of clients. One entry for each gateway, in the order in which they were added.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function uniqIdCount(): \NetsvrBusiness\Ret\UniqIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The number of topics. One entry for each gateway, in the order in which they were added.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicCount(): \NetsvrBusiness\Ret\TopicCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * All topics. One entry for each gateway, in the order in which they were added.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicList(): \NetsvrBusiness\Ret\TopicListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The subscribers of topics. One entry for each gateway, in the order in which they were added.
     * Topics that a gateway does not know are left out.
     *
     * @param list<string>|string $topics one topic or several
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicUniqIdList(array|string $topics): \NetsvrBusiness\Ret\TopicUniqIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The number of subscribers of topics. One entry for each gateway, in the order in which they were added.
     * Topics that a gateway does not know are left out.
     *
     * @param list<string>|string $topics one topic or several
     * @param bool $allTopic true: of all topics, $topics is ignored
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicUniqIdCount(array|string $topics, bool $allTopic = false): \NetsvrBusiness\Ret\TopicUniqIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customers that are subscribed to topics. One entry for each gateway, in the order in which they were added.
     * Topics that a gateway does not know are left out.
     *
     * @param list<string>|string $topics one topic or several
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicCustomerIdList(array|string $topics): \NetsvrBusiness\Ret\TopicCustomerIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customers that are subscribed to topics, each with the connections that are. One entry for each gateway, in the order in which they were added.
     *
     * @param list<string>|string $topics one topic or several
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicCustomerIdToUniqIdsList(array|string $topics): \NetsvrBusiness\Ret\TopicCustomerIdToUniqIdsListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The number of customers that are subscribed to topics. One entry for each gateway, in the order in which they were added.
     *
     * @param list<string>|string $topics one topic or several
     * @param bool $allTopic true: of all topics, $topics is ignored
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function topicCustomerIdCount(array|string $topics, bool $allTopic = false): \NetsvrBusiness\Ret\TopicCustomerIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the gateways keep for clients, by uniqId. Clients that are not connected are left out. Parts that were
     * not asked for are empty.
     *
     * @param list<string>|string $uniqIds one client or several
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function connInfo(array|string $uniqIds, bool $reqCustomerId = true, bool $reqSession = true, bool $reqTopic = true): \NetsvrBusiness\Ret\ConnInfoRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the gateways keep for the connections of customers, by customerId, of all gateways together. Customers
     * without a connection are left out. Parts that were not asked for are empty. A customerId that looks like
     * an integer becomes an int key, as always in PHP.
     *
     * @param list<string|int>|string|int $customerIds one customer or several
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     * @throws \TypeError when a list contains null or an array; the text names the argument and the index
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function connInfoByCustomerId(array|string|int $customerIds, bool $reqUniqId = true, bool $reqSession = true, bool $reqTopic = true): \NetsvrBusiness\Ret\ConnInfoByCustomerIdRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The gateways' counters: the count, and the rate per second on average and in the last 1, 5 and 15 minutes.
     * One entry for each counter of each gateway.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function metrics(): \NetsvrBusiness\Ret\MetricsRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sets the limits of the gateways for new connections and for messages of clients, and gives those in force.
     * Only values above 0 are set; other values, and null, change nothing.
     *
     * @param string $addr only the gateway with this address, `host:port`; empty: all
     * @throws \RuntimeException when the host of $addr has no IPv4 address
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function limit(?\NetsvrProtocol\LimitReq $limitReq = null, string $addr = ''): \NetsvrBusiness\Ret\LimitRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customers that have a connection. One entry for each gateway, in the order in which they were added.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function customerIdList(): \NetsvrBusiness\Ret\CustomerIdListRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The number of customers that have a connection. One entry for each gateway, in the order in which they were added.
     *
     * @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
     * @throws Exception\DecodeException when an answer is malformed
     */
    public static function customerIdCount(): \NetsvrBusiness\Ret\CustomerIdCountRet
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Waits until every gateway has carried out what was sent before, and says what is confirmed. All gateways are
     * asked at once, each with a small request on the connection that carried the messages. A gateway works through
     * a connection in order, so its answer confirms everything before it. A gateway with nothing to confirm is not
     * asked.
     *
     * One entry for each gateway:
     *
     * - `workerAddr`: its address
     * - `confirmed`: messages that it has carried out since the last answer or flush()
     * - `unconfirmed`: messages whose fate is unknown: their connection has ended, no answer came in time, or the
     *   socket is an object of a user class. Each is reported once.
     * - `acceptedOnly`: true for a main socket that is registered with several goroutines. Then the answer only proves
     *   that the gateway has accepted the messages, not that it has carried them out.
     * - `problem`: why messages are not confirmed; null when all are confirmed
     *
     * @param float|null $timeout seconds, 0 to 86400; the sendReceiveTimeout of each socket when null
     * @return list<array{workerAddr: string, confirmed: int, unconfirmed: int, acceptedOnly: bool, problem: ?string}>
     * @throws \ValueError when the time is out of its range
     */
    public static function flush(?float $timeout = null): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For tests of applications: from now on no call reaches a gateway, and the fake says what was sent. The Composer
     * package netsvr/netsvr-php has its class, and describes it.
     *
     *     $fake = NetBus::fake();
     *     $order->ship();
     *     $fake->assertSingleCastByCustomerId(17, 'Your order has been shipped.');
     *
     * @param list<string>|string $workerAddrs the gateways, `host:port`
     * @param bool $record false: what is sent is not recorded, for measurements
     * @throws \Error when the package is not installed
     */
    public static function fake(array|string $workerAddrs = '127.0.0.1:6061', bool $record = true): \NetsvrBusiness\Testing\NetBusFake
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends a frame to every gateway.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    protected static function sendToSockets(string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends a frame to the gateway of a client; does nothing when that gateway is not configured.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    protected static function sendToSocketByUniqId(string $uniqId, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends a frame to a gateway; does nothing when that gateway is not configured.
     *
     * @param string $addrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     * @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
     *     netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
     *     not be sent
     */
    protected static function sendToSocketByAddrAsHex(string $addrAsHex, string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The task socket to the gateway of a client; null when that gateway is not configured. */
    protected static function getSocketByUniqId(string $uniqId): ?\NetsvrBusiness\Contract\TaskSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether there is exactly one gateway. */
    protected static function isSinglePoint(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The manager of task sockets that is bound in the Container. */
    protected static function getTaskSocketManger(): \NetsvrBusiness\Contract\TaskSocketMangerInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sorts uniqIds by the gateways they belong to.
     *
     * @param array<string> $uniqIds
     * @return array<array-key, list<string>> by their first 12 characters
     */
    protected static function getUniqIdsGroupByAddrAsHex(array $uniqIds): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Puts a command in front of a body: 4 bytes, big-endian.
     *
     * @param int $cmd one of `\NetsvrProtocol\Cmd::*`; only its lower 32 bits are used
     */
    protected static function pack(int $cmd, string $data): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The body of a frame: what follows the 4 bytes of its command. */
    protected static function unpack(string $data): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
