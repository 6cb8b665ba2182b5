<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** 由事件循环和定时器调用。不供你直接使用。 */
class Callback
{
    /** 由循环或定时器调用。 */
    public function __invoke($watched = null, $what = null, $argument = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
