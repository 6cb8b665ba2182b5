<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Workerman;

/** 连接期间由 Workerman 的定时器保持活跃的任务连接。不能序列化。 */
class TaskSocket extends \NetsvrBusiness\TaskSocket
{
    /** 心跳的定时器。 */
    protected int|bool|null $timerId = false;
    /** 毫秒。 */
    protected int $heartbeatIntervalMillisecond;
    protected string $workerHeartbeatMessage;

    /**
     * @param string $logPrefix 每行日志的前缀，后面跟一个空格；可以为空
     * @param \Psr\Log\LoggerInterface $logger 接收 info 和 error 日志
     * @param string $workerAddr 网关的 worker 地址，`host:port`
     * @param int $sendReceiveTimeout 发送所用的秒数，查询时也包括等待应答；至少为 1
     * @param int $connectTimeout 连接所用的秒数；至少为 1
     * @param int $maxIdleTime 空闲多少秒之后重新连接
     * @param string $workerHeartbeatMessage 网关期望的心跳内容（其配置里 `[Worker]` 下的 `HeartbeatMessage`）
     * @param int $heartbeatIntervalMillisecond 两次心跳之间的毫秒数：10 到 3,600,000
     * @throws \ValueError 数字超出范围时
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $workerAddr, int $sendReceiveTimeout, int $connectTimeout, int $maxIdleTime, string $workerHeartbeatMessage, int $heartbeatIntervalMillisecond)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 启动定时器，已在运行则不做。 */
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
