<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Exception;

/**
 * 至少有一个网关没有应答查询，或者应答不正确。设置了 netsvr.on_query_failure = partial 时，
 * 调用改为返回其他网关的应答。
 */
class SocketReceiveException extends \RuntimeException
{
    /** 见 getFailures()。 */
    protected array $failures = [];
    /** 见 getPartialResult()。 */
    protected array $partialResult = [];

    /**
     * 调用失败的所有网关，以及原因。消息对每个网关都太长时为空。
     *
     * @return array<string, string> worker 地址 => 原因
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 其他网关的应答，形状与该调用的结果相同。没有任何应答时为空。
     *
     * @return array<array-key, mixed>
     */
    public function getPartialResult(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
