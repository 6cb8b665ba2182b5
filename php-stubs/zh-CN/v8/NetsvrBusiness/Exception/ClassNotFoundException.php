<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Exception;

/** Container 里没有绑定所请求的 id。 */
class ClassNotFoundException extends \NetsvrBusiness\Native\ClassNotFoundException implements \Psr\Container\NotFoundExceptionInterface
{
}
