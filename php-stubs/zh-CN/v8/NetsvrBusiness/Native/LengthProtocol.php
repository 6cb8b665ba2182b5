<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** Workerman\LengthProtocol 的原生父类。 */
abstract class LengthProtocol
{
    /** 缓冲区开头的帧的长度；还需要更多字节才能知道时为 0。 */
    public static function input($recv_buffer, \Workerman\Connection\ConnectionInterface $connection): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 解码一个完整的帧。
     *
     * @return array{cmd: int, protobuf: string}
     */
    public static function decode($recv_buffer, \Workerman\Connection\ConnectionInterface $connection): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 由命令和消息体组成一个帧。 */
    public static function encode($data, \Workerman\Connection\ConnectionInterface $connection): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
