<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Exception;

/** 消息没有发送：对网关来说太长，不是 UTF-8（netsvr.text_check），或者网关连不上。 */
class SocketSendException extends \RuntimeException
{
    /** 见 getFailures()。 */
    protected array $failures = [];

    /**
     * 调用失败的所有网关，以及原因。消息对每个网关都太长时为空。
     *
     * @return array<string, string> worker 地址 => 原因
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
