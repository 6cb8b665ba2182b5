<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/**
 * \NetsvrBusiness\Exception\ClassNotFoundException 的原生父类。请捕获那个类：它实现了
 * \Psr\Container\NotFoundExceptionInterface。
 */
abstract class ClassNotFoundException extends \RuntimeException
{
    protected string $class;

    /** @param string $class 所请求的 id */
    public function __construct(string $message, string $class = '', ?\Throwable $previous = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 所请求的 id。 */
    public function getClass(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
