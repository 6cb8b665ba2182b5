<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/**
 * 本进程（线程安全的 PHP 为本线程）启动以来与各网关之间发生的事情，按 worker 地址统计。`php --ri netsvr` 和
 * phpinfo() 显示同样的内容。pool() 和 openMetrics() 涵盖所有共享内存的进程。计数器始终开启。
 */
class Stats
{
    /**
     * 计数器，每个发送过内容或丢弃过内容的 worker 地址一项。
     *
     * - `workerAddr`：与给连接的一致；对于被丢弃的消息，是其 uniqId 里的地址，没有则为空
     * - `openConnections`：打开的连接数；`parkedConnections`：其中没有对象在使用的连接数
     * - `registeredMainSockets`：网关正向其转发事件的主连接数；`renewingMainSockets`：正在尝试注册的主连接数。建立在
     *   PHP 编写的连接之上的主连接不计入
     * - `dials`：尝试连接的次数；`failedDials`：其中失败的次数
     * - `reconnects`：为替换断开、失效或空闲过久的连接而建立的连接数
     * - `takenFromParked`：留存的连接被再次使用的次数
     * - `requests`：发起的查询数
     * - `failedExchanges`：失败的查询和单向命令数；重复的查询会再计一次
     * - `sentFrames`、`sentBytes`：完整写出的帧数，以及写出的总字节数
     * - `receivedFrames`、`receivedBytes`：完整读到的帧数，以及它们的字节数
     * - `droppedForUnknownGateway`：因没有配置相应网关而跳过的 uniqId 数
     * - `backoffUntil`：在这个 Unix 时间之前不连接该网关；可以连接时为 null
     * - `failed`：最终失败的消息数，包括单向命令和查询，按原因统计：`refused`（没有程序在监听）、`timedOut`、
     *   `paused`（退避期内没有连接）、`closed`（连接断开）、`tooLarge`（超过 netsvr.send_packet_limit，或者应答超过
     *   netsvr.max_packet_size）、`unknownGateway`、`bufferFull`（netsvr.max_send_buffer）和
     *   `other`（域名或主机不可达、应答错位、收到信号）。太大而不能发送的消息计在空的 `workerAddr` 下
     * - `unconfirmed`：已写出、但还没有迹象表明网关已收到，连接就断开了的帧数
     * - `droppedEvents`：处理方法运行期间因缓冲区已满而丢弃的事件数（netsvr.max_receive_buffer）
     * - `lastSuccess`：最近一次成功交换的 Unix 时间，精确到若干毫秒：写出了帧，或者读到了应答或事件；第一次之前为
     *   null
     * - `dialSeconds`：连接耗时的直方图，不论成功与否：每个桶是耗时不超过相应秒数的连接次数，包含更小的桶；
     *   之后是总和与总次数。无法解析的域名不计入
     * - `requestSeconds`：查询的同样数据
     *
     * PHP 代码对 getSocket() 返回的流所做的操作不计入。
     *
     * @return list<array{workerAddr: string, openConnections: int, parkedConnections: int,
     *     registeredMainSockets: int, renewingMainSockets: int, dials: int, failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
     *     sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
     *     droppedForUnknownGateway: int, backoffUntil: float|null, failed: array<string, int>,
     *     unconfirmed: int, droppedEvents: int, lastSuccess: float|null,
     *     dialSeconds: array{buckets: array<string, int>, sum: float, count: int},
     *     requestSeconds: array{buckets: array<string, int>, sum: float, count: int}}>
     */
    public static function get(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有与本进程共享内存（netsvr.shared）、以同一用户运行的进程的同样数据：同一个 php-fpm 主进程的子进程、
     * Workerman 的各个进程。总和包括已经结束的进程。`openConnections`、`parkedConnections`、主连接数和
     * `processes`（使用过该网关的进程数）只统计仍在运行的进程。没有共享内存时只有本进程。
     *
     * 进程在每个请求结束时加入新的数据。持续运行的进程在发送时以及在读取主连接的循环里加入，每秒最多一次。
     * 没有配置的网关合计在空的 `workerAddr` 下。
     *
     * @return list<array{workerAddr: string, openConnections: int, parkedConnections: int,
     *     registeredMainSockets: int, renewingMainSockets: int, dials: int, failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
     *     sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
     *     droppedForUnknownGateway: int, backoffUntil: float|null, failed: array<string, int>,
     *     unconfirmed: int, droppedEvents: int, lastSuccess: float|null,
     *     dialSeconds: array{buckets: array<string, int>, sum: float, count: int},
     *     requestSeconds: array{buckets: array<string, int>, sum: float, count: int}, processes: int}>
     */
    public static function pool(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * pool() 的数据，采用供 Prometheus 等读取的 OpenMetrics 文本格式：`netsvr_…`，带标签 `gateway`。请以
     * `application/openmetrics-text; version=1.0.0; charset=utf-8` 提供；examples/metrics.php 就是这样做的。
     */
    public static function openMetrics(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
