<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** 就绪检查：告诉负载均衡、容器平台或进程管理程序，本进程是否可以工作。 */
class Health
{
    /**
     * 通过任务连接同时向每个网关发送一个小请求。处于退避期的网关，以及没有响应的网关，不会被询问，视为未就绪。
     * 有网关并且全部应答时，`ready` 为 true。失败的记录方式与任何查询相同。
     *
     * @param float $timeout 整个调用的秒数，包括连接；大于 0，最多 3600
     * @return array{ready: bool, gateways: list<array{workerAddr: string, ready: bool, problem: ?string}>}
     * @throws \ValueError 时间超出范围时
     * @throws Exception\ClassNotFoundException Container 里没有绑定 TaskSocketMangerInterface 时
     */
    public static function check(float $timeout): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
