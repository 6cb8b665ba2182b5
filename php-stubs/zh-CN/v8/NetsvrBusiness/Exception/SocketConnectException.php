<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Exception;

/**
 * 网关连不上，或者因此处于退避期（netsvr.backoff_max_ms）。连接会把这个异常记入日志。它的代码是最近一次尝试的
 * errno。
 */
class SocketConnectException extends \RuntimeException
{
}
