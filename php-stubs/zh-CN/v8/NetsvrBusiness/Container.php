<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** NetBus 查找连接管理器所用的 PSR-11 容器。setInstance() 可以换成任何其他 PSR-11 容器。不能序列化。 */
class Container extends \NetsvrBusiness\Native\Container implements \Psr\Container\ContainerInterface
{
}
