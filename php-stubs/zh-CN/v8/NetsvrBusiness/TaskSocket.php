<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/**
 * NetBus 使用的连接。第一次使用时连接；空闲过久，或者网关关闭了它之后，会重新连接。不能序列化。
 *
 * 对象消失时（最迟在请求结束时），空闲的连接会留在进程里，由下一个 地址相同的任务连接使用：netsvr.persistent。
 * close() 会关闭它。
 *
 * 在有 worker 的 Workerman 进程里，以及在 Swoole 里，连接期间由定时器使它保持活跃。
 */
class TaskSocket extends \NetsvrBusiness\Socket implements \NetsvrBusiness\Contract\TaskSocketInterface
{
    /** 秒。 */
    protected int $maxIdleTime;
    protected int $lastUseTime = 0;
    /** 心跳的定时器。 */
    protected int|bool|null $timerId = false;
    /** 毫秒。 */
    protected int $heartbeatIntervalMillisecond;
    protected string $heartbeatMessage;

    /**
     * @param string $logPrefix 每行日志的前缀，后面跟一个空格；可以为空
     * @param \Psr\Log\LoggerInterface $logger 接收 info 和 error 日志
     * @param string $addr 网关的 地址，`host:port`
     * @param int $sendReceiveTimeout 发送所用的秒数，查询时也包括等待应答；至少为 1
     * @param int $connectTimeout 连接所用的秒数；至少为 1
     * @param int $maxIdleTime 空闲多少秒之后重新连接；请取小于网关 ReadDeadline 的值（默认 120 秒）
     * @param string $heartbeatMessage 网关期望的心跳内容（其配置里 `[Task]` 下的 `HeartbeatMessage`）
     * @param int $heartbeatIntervalMillisecond 两次心跳之间的毫秒数：10 到 3,600,000
     * @throws \ValueError 数字超出范围时
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $addr, int $sendReceiveTimeout, int $connectTimeout, int $maxIdleTime, string $heartbeatMessage, int $heartbeatIntervalMillisecond)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 写出一个帧，必要时先连接。没能写出整个帧时，返回 false，并在日志里记一条错误。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     */
    public function send(string $data): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 启动定时器；已在运行或没有事件循环则不做。 */
    protected function loopHeartbeat(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 连接，并启动定时器。失败时返回 false，并在日志里记一条错误。 */
    public function connect(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 停止定时器，并关闭连接。 */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
