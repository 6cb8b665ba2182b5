<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Native;

/** \NetsvrBusiness\Container 的原生父类。请使用和继承那个类：它实现了 \Psr\Container\ContainerInterface。 */
abstract class Container
{
    protected static ?\Psr\Container\ContainerInterface $instance = null;
    protected array $instances = [];
    protected array $closure = [];

    /** 返回当前使用的容器；第一次调用时创建。 */
    public static function getInstance(): \Psr\Container\ContainerInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 换用任何 PSR-11 容器，例如框架的容器。 */
    public static function setInstance(\Psr\Container\ContainerInterface $instance): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 返回绑定在该 id 上的内容。闭包只在第一次时执行，结果会保留下来。
     *
     * @throws \NetsvrBusiness\Exception\ClassNotFoundException 没有绑定任何内容时
     */
    public function get(string $id): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 绑定一个对象，或者一个在第一次 get() 时创建对象的闭包。
     *
     * @param string $id 通常是接口名，例如 Contract\TaskSocketMangerInterface
     * @param object $concrete 对象，或者一个没有参数的 \Closure
     */
    public function bind(string $id, object $concrete): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 该 id 上是否绑定了内容。 */
    public function has(string $id): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
