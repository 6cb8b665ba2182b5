<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** 休眠若干毫秒；信号可能使它提前结束。 */
function milliSleep(int $millisecond): void
{
    throw new \Error('the netsvr extension is not loaded');
}

/**
 * uniqId 开头所用的地址形式：`127.0.0.1:6071` 是 `7f00000117b7`。
 *
 * @param string $addr `host:port`；域名会被解析
 * @return string 12 个小写十六进制字符：IPv4 地址 4 字节，端口 2 字节
 * @throws \RuntimeException 主机没有 IPv4 地址时
 */
function addrConvertToHex(string $addr): string
{
    throw new \Error('the netsvr extension is not loaded');
}

/** 拥有该客户端的网关：其 uniqId 的前 12 个字符。 */
function uniqIdConvertToAddrAsHex(string $uniqId): string
{
    throw new \Error('the netsvr extension is not loaded');
}

/**
 * 重复字段的元素。
 *
 * @return list<mixed>
 */
function repeatedFieldToArray(\NetsvrProtocol\RepeatedField $repeatedField): array
{
    throw new \Error('the netsvr extension is not loaded');
}
