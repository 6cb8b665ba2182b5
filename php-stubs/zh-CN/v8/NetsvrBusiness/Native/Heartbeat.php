<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** 由任务连接的定时器调用。不供你直接使用。 */
class Heartbeat
{
    /** 发送一次心跳。 */
    public function __invoke($timerId = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
