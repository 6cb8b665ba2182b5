<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Ret;

/**
 * 主题的数量，每个网关一项。
 *
 * 对象原样保留各网关的应答，由它的方法读取。$data 里每个网关有一条消息；你在其中的改动，各方法都能看到。
 */
class TopicCountRet implements \JsonSerializable
{
    /**
     * 每个网关的应答，以其地址为键，按网关的顺序排列。没有被询问的网关没有条目。
     *
     * @var array<array-key, \NetsvrProtocol\TopicCountResp>
     */
    public array $data = [];

    /**
     * 所有网关的应答，逐行列出。
     *
     * @return list<array{addr: array-key, count: int}>
     */
    public function toArray(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 供 json_encode() 使用：与 toArray() 相同。
     *
     * @return array<array-key, mixed>
     */
    public function jsonSerialize(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
