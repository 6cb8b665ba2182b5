<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/** 主连接可以接收的事件，用位表示：`Event::OnOpen | Event::OnMessage`。 */
class Event
{
    public const Placeholder = 0;
    public const OnOpen = 1;
    public const OnClose = 2;
    public const OnMessage = 4;

    /**
     * 该值对应的常量名。
     *
     * @param int $value
     * @return string
     * @throws \UnexpectedValueException 没有常量是这个值时
     */
    public static function name($value)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 该名称的常量的值。名称会先转成大写，因此 Event 的常量（名称含小写字母）找不到：请直接使用常量。
     *
     * @param string $name
     * @return int
     * @throws \UnexpectedValueException 没有这个常量时
     */
    public static function value($name)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
