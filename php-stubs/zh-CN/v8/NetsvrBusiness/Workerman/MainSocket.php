<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Workerman;

/** 已注册的、连到网关的连接：接收客户端的事件。由 Workerman 4 或 5 的事件循环读取。不能序列化。 */
class MainSocket implements \NetsvrBusiness\Contract\MainSocketInterface
{
    /** 末尾带空格。 */
    protected string $logPrefix = '';
    protected \Psr\Log\LoggerInterface $logger;
    protected \NetsvrBusiness\Contract\EventInterface $event;
    protected \NetsvrBusiness\Contract\SocketInterface $socket;
    /** 事件循环所监视的流。 */
    protected ?\Workerman\Connection\TcpConnection $connection = null;
    protected string $heartbeatMessage;
    protected int $events;
    protected \Workerman\Events\EventInterface $eventLoop;
    /** 网关给这次注册的名称；没有注册时为空。 */
    protected string $connId = '';
    /** 毫秒。 */
    protected int $heartbeatIntervalMillisecond;
    protected bool $closed = false;
    /** 心跳的定时器。 */
    protected int|bool $timerId = false;

    /**
     * @param string $logPrefix 每行日志的前缀，后面跟一个空格；可以为空
     * @param \Psr\Log\LoggerInterface $logger 接收 info、warning 和 error 日志
     * @param \NetsvrBusiness\Contract\EventInterface $event 接收事件
     * @param int $events 网关转发哪些事件：\NetsvrProtocol\Event 的常量，用 `|` 连接
     * @param \NetsvrBusiness\Contract\SocketInterface $socket 连接网关的 worker 地址；从此归本对象所有
     * @param string $heartbeatMessage 网关期望的心跳内容（其配置里 `[Worker]` 下的 `HeartbeatMessage`）
     * @param int $heartbeatIntervalMillisecond 两次心跳之间的毫秒数：10 到 3,600,000
     * @param \Workerman\Events\EventInterface $eventLoop 读取这条连接的事件循环
     * @throws \ValueError 数字超出范围时
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, \NetsvrBusiness\Contract\EventInterface $event, int $events, \NetsvrBusiness\Contract\SocketInterface $socket, string $heartbeatMessage, int $heartbeatIntervalMillisecond, \Workerman\Events\EventInterface $eventLoop)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 发送一个帧，不等待。网关不能立即接收的部分会放入缓冲区，稍后发送。处理事件期间发送的帧，在处理完之后一起发出。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     *
     * @throws \NetsvrBusiness\Exception\SocketSendException netsvr.on_send_failure = throw 时，未注册，
     *     或者等待发送的内容已超过 netsvr.max_send_buffer 字节；否则记一条错误日志
     */
    public function send(string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 网关的 地址，与给定时一致：`host:port`。 */
    public function getAddr(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 连接网关。失败时返回 false，并在日志里记一条错误。 */
    public function connect(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 请求网关在这条连接上发送事件。网关拒绝时返回 false，并在日志里记一条错误。 */
    public function register(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 开始发送心跳，使连接保持活跃。 */
    public function loopHeartbeat(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 在本连接上通知网关不再发送事件，并处理已在途中的事件。失败时返回 false，并在日志里记一条错误。 */
    public function unregister(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 写出缓冲区里的内容，关闭连接，之后不再打开。 */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 把已注册的连接加入事件循环。 */
    protected function convertSocketToTcpConnection(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 把一个事件交给处理方法。处理方法抛出的异常记入日志。
     *
     * @param array{cmd: int, protobuf: string} $data
     */
    protected function onMessage(array $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 连接断开时调用：立即重新连接并注册，之后大约每 3 秒重试一次，直到成功。 */
    protected function onClose(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 写出缓冲区里的内容，并把连接移出事件循环。 */
    protected function closeTcpConnection(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 按日志里的格式写出一个异常。 */
    protected static function formatExp(\Throwable $throwable): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
