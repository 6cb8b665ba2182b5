<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness\Contract;

/** 从主连接接收 websocket 客户端的事件。由你的应用实现。 */
interface EventInterface
{
    /** 有客户端连接。 */
    public function onOpen(\Netsvr\ConnOpen $connOpen): void;

    /** 有客户端发来消息。 */
    public function onMessage(\Netsvr\Transfer $transfer): void;

    /** 有客户端断开。消息里有网关为它保存的信息。 */
    public function onClose(\Netsvr\ConnClose $connClose): void;
}
