<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/** 网关对注册的应答。 */
class RegisterRespCode
{
    public const Success = 0;
    public const UnmarshalError = 1;
    public const InvalidEvent = 2;
    public const DuplicateRegister = 3;

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
     * 该名称的常量的值。名称会先转成大写，因此 RegisterRespCode 的常量（名称含小写字母）找不到：请直接使用常量。
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
