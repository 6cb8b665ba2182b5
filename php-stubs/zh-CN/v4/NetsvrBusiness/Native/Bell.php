<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** 由 Revolt 和 Swoole 的事件循环调用，用来恢复一个协程。不供你直接使用。 */
class Bell
{
    /** 恢复这个协程。 */
    public function __invoke($watch = null, $stream = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
