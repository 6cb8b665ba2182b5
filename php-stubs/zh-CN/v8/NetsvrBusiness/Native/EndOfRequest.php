<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** 请求结束时由引擎调用。不供你直接使用。 */
class EndOfRequest
{
    /** 告诉日志对象有多少行相同的内容没有写出。 */
    public function __invoke(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
