<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** 已注册的、连到网关的连接：接收事件。 */
interface MainSocketInterface
{
    /** 连接网关；失败时返回 false。 */
    public function connect(): bool;

    /** 请求网关在这条连接上发送事件；网关拒绝时返回 false。 */
    public function register(): bool;

    /** 通知网关不再发送事件；失败时返回 false。 */
    public function unregister(): bool;

    /** 使连接保持活跃：定期发送心跳内容。 */
    public function loopHeartbeat(): void;

    /**
     * 发送一个帧。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     */
    public function send(string $data): void;

    /** 关闭连接，之后不再打开。 */
    public function close(): void;

    /** 网关的 地址，与给定时一致：`host:port`。 */
    public function getAddr(): string;
}
