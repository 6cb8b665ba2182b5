<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Workerman;

/**
 * 协议的帧格式，用于 Workerman 自己的连接。安装了 Workerman 4 或 5 时，实现其
 * Workerman\Protocols\ProtocolInterface。
 */
class LengthProtocol extends \NetsvrBusiness\Native\LengthProtocol
{
}
