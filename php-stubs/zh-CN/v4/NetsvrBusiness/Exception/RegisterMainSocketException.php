<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Exception;

/** 网关拒绝了主连接的注册。 */
class RegisterMainSocketException extends \RuntimeException
{
}
