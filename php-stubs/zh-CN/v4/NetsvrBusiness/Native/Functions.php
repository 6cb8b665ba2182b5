<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** 由命名空间 NetsvrBusiness 的函数调用。请使用那些函数。 */
class Functions
{
    /** 与同名函数相同。 */
    public static function milliSleep(int $millisecond): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 与同名函数相同。 */
    public static function workerAddrConvertToHex(string $workerAddr): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 与同名函数相同。 */
    public static function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
