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
    /** 见 getPartial()。 */
    protected ?object $partial = null;

    /**
     * 调用失败的所有网关，以及原因。消息对每个网关都太长时为空。
     *
     * @return array<string, string> 地址 => 原因
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 其他网关的应答，是该调用所返回的类的对象。异常不是来自查询时为 null。 */
    public function getPartial(): ?object
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 与 getPartial() 相同，是 API 4 里的名称。 */
    public function getPartialResult(): ?object
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
