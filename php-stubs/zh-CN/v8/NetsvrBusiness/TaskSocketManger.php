<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** 一个进程的任务连接，每个网关一个。不能序列化。 */
class TaskSocketManger implements \NetsvrBusiness\Contract\TaskSocketMangerInterface
{
    protected array $sockets = [];

    /**
     * 添加一个任务连接；地址相同的会被替换。
     *
     * @throws \ValueError 该连接的 地址不是 `host:port` 时；异常信息会显示它
     * @throws \RuntimeException 其 地址的主机没有 IPv4 地址时
     */
    public function addSocket(\NetsvrBusiness\Contract\TaskSocketInterface $socket): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 网关的数量。 */
    public function count(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 连到一个网关的任务连接；没有则为 null。
     *
     * @param string $addrAsHex 其客户端 uniqId 的前 12 个字符：12 个小写十六进制字符
     */
    public function getSocket(string $addrAsHex): ?\NetsvrBusiness\Contract\TaskSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有任务连接，按添加的顺序排列。
     *
     * @return array<array-key, Contract\TaskSocketInterface> 以 地址的 12 个十六进制字符为键
     */
    public function getSockets(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 关闭所有任务连接。 */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
