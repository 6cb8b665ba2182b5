<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** 由你手动使用的、连到网关的阻塞连接：connect()、send()、receive()、close()。它从不自行连接。不能序列化。 */
class Socket implements \NetsvrBusiness\Contract\SocketInterface
{
    /** 末尾带空格。 */
    protected string $logPrefix = '';
    protected \Psr\Log\LoggerInterface $logger;
    protected string $workerAddr;
    /** 秒。 */
    protected int $sendReceiveTimeout;
    /** 秒。 */
    protected int $connectTimeout;
    protected mixed $socket = null;
    protected bool $connected = false;
    protected string $receiveBuffer = '';

    /**
     * @param string $logPrefix 每行日志的前缀，后面跟一个空格；可以为空
     * @param \Psr\Log\LoggerInterface $logger 接收 info 和 error 日志
     * @param string $workerAddr 网关的 worker 地址，`host:port`
     * @param int $sendReceiveTimeout 发送所用的秒数，查询时也包括等待应答；至少为 1
     * @param int $connectTimeout 连接所用的秒数；至少为 1
     * @throws \ValueError 数字超出范围时
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $workerAddr, int $sendReceiveTimeout, int $connectTimeout)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 关闭连接。启用 netsvr.persistent 时，任务连接的连接会留在进程里。 */
    public function __destruct()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 作为 PHP 流的连接，可用于 stream_select() 等。
     *
     * @return resource|null 未连接时为 null
     */
    public function getSocket()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 网关的 worker 地址，与给定时一致：`host:port`。 */
    public function getWorkerAddr(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 是否有连接。不会探测：网关可能已经关闭了它。 */
    public function isConnected(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 关闭连接；没有连接时什么都不做。 */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 连接网关。失败时返回 false，并在日志里记一条错误。 */
    public function connect(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 写出一个帧。未连接，或者没能写出整个帧时，返回 false，并在日志里记一条错误。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     */
    public function send(string $data): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 等待一个帧。未连接，或者没有及时收到时，返回 false，并在日志里记一条错误。
     *
     * @return string|false 命令（4 字节，大端）和消息体
     */
    public function receive(): string|false
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 供使用自定义帧格式的子类使用：恰好读取这么多字节。
     *
     * @throws \NetsvrBusiness\Exception\SocketReceiveException 没有及时读到，或者网关关闭了连接时
     */
    protected function _receive(int $length): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 按日志里的格式写出一个异常。 */
    protected static function formatExp(\Throwable $throwable): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
