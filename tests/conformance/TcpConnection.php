<?php
/*
 * Stand-in for the connection of Workerman 4, to which the package hands the stream of a main socket. Only as much as
 * a recording needs; the extension does without it.
 */
namespace Workerman\Connection;

class TcpConnection extends ConnectionInterface
{
    const STATUS_ESTABLISHED = 2;

    public $protocol = null;

    public function __construct(private $stream, private $address)
    {
    }

    public function send($send_buffer)
    {
        return fwrite($this->stream, ($this->protocol)::encode($send_buffer, $this)) > 0;
    }

    public function close($data = null)
    {
        is_resource($this->stream) && fclose($this->stream);
    }

    public function destroy()
    {
        $this->close();
    }

    public function getStatus()
    {
        return self::STATUS_ESTABLISHED;
    }
}
