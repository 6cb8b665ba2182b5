<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Exception;

/** 这些字节不是有效的消息。异常信息以 `Error occurred during parsing` 开头。 */
class DecodeException extends \Exception
{
}
