<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** 查出某个地址上监听的是什么，以及有什么问题。用于人工诊断，不用于频繁执行的代码。 */
class Doctor
{
    /**
     * 查出该地址是哪种网关的哪个端口，并与 netsvr.gateway 和 netsvr.task_addrs 比较。它的询问不作任何改变：不注册，
     * 不设置限制，除了自己的客户端之外不向任何客户端写入。问到了错误的端口时，网关 8.x 会在日志里记一行。
     *
     * - `gateway`：5、8，没有网关时为 null；`port`：`worker`、`task`、`websocket`、`web`、`stranger`、`closes`、
     *   `silent`、`slow`、`broken`、`closed`、`unreachable`、`unresolved`、`unknown`；`what`：用文字说明两者
     * - `heartbeatAccepted`：该端口收到这个心跳后关闭连接时为 false
     * - `ownAddr`：网关自己的地址，其客户端的 uniqId 以它开头
     * - `beside`：它的 task 地址和相邻端口，以检查过的为限
     * - `websocket`：没有给 URL 时为 null。`letsIn`：客户端被拒之门外时为 false。`callback`：8.x 的连接打开回调：
     *   `allows`（允许，或没有回调）、`refuses`（拒绝）或 `fails`（失败）。`compression`：`works`、`loses`（用 Go
     *   1.27 构建的 8.x）或 `off`
     * - `unknown`：某项为什么是 null
     * - `problems`：说明需要修改什么的句子；一切正常时为空
     *
     * @param string $addr `host:port`
     * @param string $heartbeatMessage 你的连接所用的心跳内容
     * @param ?string $websocketUrl 客户端连接的地址 `ws://host:port/path`：给出时，它自己的一个客户端也会连接。
     *     如果网关启用压缩，在得知这个客户端的 uniqId 之后会给它发两条消息
     * @param float $timeout 每轮询问的秒数：共三轮，给了 URL 时再多几轮；大于 0，最多 3600
     * @return array{
     *     addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool,
     *     workerAddr: ?string, taskAddr: ?string, clients: ?int, ownAddr: ?string,
     *     limits: ?array{onOpen: int, onMessage: int},
     *     beside: list<array{addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool}>,
     *     websocket: ?array{opens: bool, letsIn: ?bool, what: string, callback: ?string, compression: ?string},
     *     unknown: array<string, string>, problems: list<string>
     * }
     * @throws \ValueError 地址、URL 或时间无效时，以及心跳内容的开头像一个命令时
     */
    public static function examine(string $addr, string $heartbeatMessage = '~6YOt5rW35piO~', ?string $websocketUrl = null, float $timeout = 2.0): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
