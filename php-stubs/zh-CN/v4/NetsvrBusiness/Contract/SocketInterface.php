<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** 连到网关的阻塞连接。 */
interface SocketInterface
{
    /**
     * 作为 PHP 流的连接，可用于 stream_select() 等。
     *
     * @return resource|null 未连接时为 null
     */
    public function getSocket();

    /** 网关的 worker 地址，与给定时一致：`host:port`。 */
    public function getWorkerAddr(): string;

    /** 是否有连接。不会探测：网关可能已经关闭了它。 */
    public function isConnected(): bool;

    /** 关闭连接；没有连接时什么都不做。 */
    public function close(): void;

    /** 连接网关。失败时返回 false，并在日志里记一条错误。 */
    public function connect(): bool;

    /**
     * 写出一个帧。未连接，或者没能写出整个帧时，返回 false，并在日志里记一条错误。
     *
     * @param string $data 命令（4 字节，大端）和消息体，不含前面的长度
     */
    public function send(string $data): bool;

    /**
     * 等待一个帧。未连接，或者没有及时收到时，返回 false，并在日志里记一条错误。
     *
     * @return string|false 命令（4 字节，大端）和消息体
     */
    public function receive(): string|false;
}
