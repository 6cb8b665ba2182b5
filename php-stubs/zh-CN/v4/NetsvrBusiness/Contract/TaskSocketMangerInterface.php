<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** 一个进程的任务连接。NetBus 使用以此名称绑定在 Container 里的管理器。 */
interface TaskSocketMangerInterface
{
    /** 关闭所有任务连接。 */
    public function close(): void;

    /** 添加一个任务连接。 */
    public function addSocket(\NetsvrBusiness\Contract\TaskSocketInterface $socket): void;

    /** 网关的数量。 */
    public function count(): int;

    /**
     * 所有任务连接。
     *
     * @return array<array-key, TaskSocketInterface> 以 worker 地址的 12 个十六进制字符为键
     */
    public function getSockets(): array;

    /**
     * 连到一个网关的任务连接；没有则为 null。
     *
     * @param string $workerAddrAsHex 其客户端 uniqId 的前 12 个字符：12 个小写十六进制字符
     */
    public function getSocket(string $workerAddrAsHex): ?\NetsvrBusiness\Contract\TaskSocketInterface;
}
