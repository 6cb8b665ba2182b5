<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Ret;

/**
 * 哪些客户端在线。
 *
 * 对象原样保留各网关的应答，由它的方法读取。$data 里每个网关有一条消息；你在其中的改动，各方法都能看到。
 */
class CheckOnlineRet implements \JsonSerializable
{
    /**
     * 每个网关的应答，以其地址为键，按网关的顺序排列。没有被询问的网关没有条目。
     *
     * @var array<array-key, \NetsvrProtocol\CheckOnlineResp>
     */
    public array $data = [];
    /**
     * 该集合，建立之后才有。
     *
     * @var array<array-key, true>|null
     */
    protected ?array $cache = null;

    /** 在 $cache 里建立在线客户端的集合：uniqId => true。 */
    protected function initCache(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 在线的客户端，每个只出现一次。看起来像整数的 uniqId 是 int。
     *
     * @return list<string|int>
     */
    public function getUniqIds(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 某个客户端是否在线。第一次调用时建立一个用于查找的集合；$data 改变后重新建立。 */
    public function has(string $uniqId): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有网关的应答，逐行列出。
     *
     * @return list<array{addr: array-key, uniqIds: list<string>}>
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
