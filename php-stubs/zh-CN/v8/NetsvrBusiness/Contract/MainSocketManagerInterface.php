<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** 一个进程的主连接。NetBus 不使用它们。 */
interface MainSocketManagerInterface
{
    /** 添加一个主连接，须在 start() 之前。 */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void;

    /** 连接并注册所有主连接；有一个失败就返回 false。 */
    public function start(): bool;

    /** 关闭所有主连接。 */
    public function close(): void;
}
