<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrBusiness;

/** 没有 Workerman 的进程的主连接，每个网关一个。不能序列化。 */
class MainSocketManager implements \NetsvrBusiness\Contract\MainSocketManagerInterface
{
    protected array $pool = [];
    protected bool $status = false;

    /**
     * 添加一个主连接；地址相同的会被替换。
     *
     * @throws \ValueError 该连接的 地址不是 `host:port` 时；异常信息会显示它
     * @throws \RuntimeException 其 地址的主机没有 IPv4 地址时
     */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 并行地连接并注册所有主连接。有一个注册成功，并且给了其他主连接片刻时间之后，返回 true。停机、
     * 没有响应或拒绝注册的网关，会在循环里重试，日志说明原因。一个都注册不了时，全部关闭，返回 false。
     *
     * 设置了 netsvr.start = all，或者有主连接是用 PHP 编写的：先逐个连接，再逐个注册。有一个失败时，已注册的会注销，
     * 已连接的会关闭，返回 false。
     *
     * 在协程里，期间其它协程照常运行。此时（或在信号处理函数里）调用 close() 会结束它，返回 false。
     *
     * @throws \Error 在 Workerman 的进程里，有主连接不是 NetsvrBusiness\Workerman\MainSocket 时；
     *     已在另一个协程里等待时
     */
    public function start(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 注销所有主连接，使网关不再转发事件，处理已在途中的事件，然后全部关闭。在 run() 运行期间，
     * 这发生在当前事件处理完之后。
     *
     * 如果另有进程在做同样的工作，或者调用过 registerAtMost()，它会先等另一个进程注册成功，最多等
     * netsvr.reload_grace_ms，期间继续处理事件。
     */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 限制同时注册的进程数，范围是共享内存（netsvr.shared）、以同一用户运行、网关和事件都相同的进程。
     * 超出限制的进程待命：它的 start() 和 run() 不注册。已注册的进程停止或死亡时，它在 50 毫秒内接替。
     * 因此重载不会丢失事件。
     *
     * @param int $processes 1 到 64
     * @throws \ValueError 其他数字时
     * @throws \Error 在 start() 之后调用时
     */
    public function registerAtMost(int $processes): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 所有主连接，按添加的顺序排列；start() 之前没有。
     *
     * @return array<array-key, Contract\MainSocketInterface> 以 地址的 12 个十六进制字符为键
     */
    public function getSockets(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 连到一个网关的主连接；没有则为 null。
     *
     * @param string $addrAsHex 其客户端 uniqId 的前 12 个字符：12 个小写十六进制字符
     */
    public function getSocket(string $addrAsHex): ?\NetsvrBusiness\Contract\MainSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 读取所有主连接的循环，用于没有 Workerman 的进程：控制台命令、系统服务。如果 start() 还没有做，
     * 它会连接并注册这些主连接；它在主连接和任务连接上发送心跳，并把事件交给处理方法。网关断开时立即重连；
     * 网关停机期间大约每 3 秒重试一次。
     *
     * 收到 SIGTERM 或 SIGINT，或者在处理方法或 `$tick` 里调用 close() 时，循环结束。结束之前，它会处理完当前事件，
     * 通知网关不再发送事件，处理已在途中的事件，然后关闭连接。期间 pcntl_signal() 的处理函数照常执行。在处理方法里
     * fork 出的子进程中，循环会结束，但不会动父进程的连接。
     *
     * @param callable(self): mixed|null $tick 在事件之间反复调用
     * @param int $tickIntervalMillisecond 两次调用 `$tick` 之间的毫秒数，大于 0
     * @throws \Error 循环已在运行时；在 Workerman 的进程里；有主连接不是 NetsvrBusiness\MainSocket 时；
     *     既没有主连接也没有 `$tick` 时
     * @throws \Throwable `$tick` 抛出的异常，在连接关闭之后抛出；事件处理方法的异常只记入日志
     */
    public function run(?callable $tick = null, int $tickIntervalMillisecond = 1000): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
