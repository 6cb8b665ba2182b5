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
    protected string $workerHeartbeatMessage;
    protected int $events;
    protected int $processCmdGoroutineNum;
    /** 网关给这次注册的名称；没有注册时为空。 */
    protected string $connId = '';
    /** 毫秒。 */
    protected int $heartbeatIntervalMillisecond;
    protected bool $closed = false;
    /** 心跳的定时器。 */
    protected int|bool $timerId = false;
    /** 下一次尝试重新连接和注册的定时器。 */
    protected int|bool $reconnectTimerId = false;

    /**
     * @param string $logPrefix 每行日志的前缀，后面跟一个空格；可以为空
     * @param \Psr\Log\LoggerInterface $logger 接收 info、warning 和 error 日志
     * @param \NetsvrBusiness\Contract\EventInterface $event 接收事件
     * @param \NetsvrBusiness\Contract\SocketInterface $socket 连接网关；从此归本对象所有
     * @param string $workerHeartbeatMessage 网关期望的心跳内容（其配置里 `[Worker]` 下的 `HeartbeatMessage`）
     * @param int $events 网关转发哪些事件：\Netsvr\Event 的常量，用 `|` 连接
     * @param int $processCmdGoroutineNum 网关用多少个协程处理这条连接发送的内容：0 到 1,000；0 表示 1
     * @param int $heartbeatIntervalMillisecond 两次心跳之间的毫秒数：10 到 3,600,000
     * @throws \ValueError 数字超出范围时
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, \NetsvrBusiness\Contract\EventInterface $event, \NetsvrBusiness\Contract\SocketInterface $socket, string $workerHeartbeatMessage, int $events, int $processCmdGoroutineNum, int $heartbeatIntervalMillisecond)
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

    /** 网关的 worker 地址：`host:port`。 */
    public function getWorkerAddr(): string
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

    /**
     * 通知网关不再发送事件：走它的任务连接；没有任务连接时走本连接。已在途中的事件仍会处理。失败时返回 false，
     * 并在日志里记一条错误。
     */
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
