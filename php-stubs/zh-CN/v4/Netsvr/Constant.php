<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/** 协议早期版本的遗留；扩展不使用它。 */
class Constant
{
    public const HeartbeatMessage = '~3yPvmnzu38NZv~';
    public const WORKER_ID_MAX = 999;
    public const WORKER_ID_MIN = 1;
}
