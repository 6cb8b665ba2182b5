<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Ret;

/**
 * 网关为客户端保存的信息。不在线的客户端不会出现在结果里。
 *
 * 对象原样保留各网关的应答，由它的方法读取。$data 里每个网关有一条消息；你在其中的改动，各方法都能看到。
 */
class ConnInfoRet implements \JsonSerializable
{
    /**
     * 每个网关的应答，以其地址为键，按网关的顺序排列。没有被询问的网关没有条目。
     *
     * @var array<array-key, \NetsvrProtocol\ConnInfoResp>
     */
    public array $data = [];

    /**
     * 以 uniqId 为键的连接：$data 里的对象。看起来像整数的 uniqId 会变成 int 键。
     *
     * @return array<array-key, \NetsvrProtocol\ConnInfoRespItem>
     */
    public function getItems(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有网关的应答，逐行列出。
     *
     * @return list<array{addr: array-key, uniqId: string, customerId: string, session: string, topics: list<string>}>
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
