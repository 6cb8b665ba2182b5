<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** NetBus 可以使用的连接：send() 在需要时会连接。 */
interface TaskSocketInterface extends \NetsvrBusiness\Contract\SocketInterface
{
}
