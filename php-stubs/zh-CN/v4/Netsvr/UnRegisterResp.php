<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 注册已结束。
 *
 * 没有字段。
 */
class UnRegisterResp extends \Netsvr\Message
{
}
