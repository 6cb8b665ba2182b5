<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** Workerman 的 `connections` 命令所列表格里的一个主连接；只在 Workerman 写表格期间存在。不供你直接使用。 */
class ConnectionRow
{
    public string $transport = '';
    public string $protocol = '';
    public $worker;
    public string $id = '';
    public int $bytesRead = 0;
    public int $bytesWritten = 0;

    /** 网关是否有 IPv4 地址。 */
    public function isIpV4(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 网关是否有 IPv6 地址。 */
    public function isIpV6(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 已到达、尚未读取的字节数。 */
    public function getRecvBufferQueueSize(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 网关尚未接收的字节数。 */
    public function getSendBufferQueueSize(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 连接本端的地址。 */
    public function getLocalAddress(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 网关的地址。 */
    public function getRemoteAddress(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 总是 ESTABLISHED。 */
    public function getStatus(bool $rawOutput = true): string|int
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
