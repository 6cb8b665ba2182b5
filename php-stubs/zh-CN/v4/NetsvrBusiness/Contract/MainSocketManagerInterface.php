<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** 一个进程的主连接。这样的管理器绑定到 Container 之后，NetBus 的单向命令走它的主连接。 */
interface MainSocketManagerInterface
{
    /**
     * 所有主连接；start() 之前没有。
     *
     * @return array<array-key, MainSocketInterface> 以 worker 地址的 12 个十六进制字符为键
     */
    public function getSockets(): array;

    /**
     * 连到一个网关的主连接；没有则为 null。
     *
     * @param string $workerAddrAsHex 其客户端 uniqId 的前 12 个字符：12 个小写十六进制字符
     */
    public function getSocket(string $workerAddrAsHex): ?\NetsvrBusiness\Contract\MainSocketInterface;

    /** 添加一个主连接，须在 start() 之前。 */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void;

    /** 连接并注册所有主连接；有一个失败就返回 false。 */
    public function start(): bool;

    /** 关闭所有主连接。 */
    public function close(): void;
}
