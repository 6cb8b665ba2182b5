<?php
/*
 * A frame that NetBus gave to a gateway of the fake.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Netsvr\Message;
use Traversable;

final class SentFrame
{
    /**
     * @param int $cmd one of \Netsvr\Cmd::*
     * @param Message|null $message null for a query without fields
     */
    public function __construct(
        public readonly string $workerAddr,
        public readonly int $cmd,
        public readonly ?Message $message
    ) {
    }

    /** The name of its command, as in \Netsvr\Cmd. */
    public function name(): string
    {
        return Frames::name($this->cmd);
    }

    public function isQuery(): bool
    {
        return Frames::isQuery($this->cmd);
    }

    public function __toString(): string
    {
        $fields = [];
        foreach ($this->message === null ? [] : get_class_methods($this->message) as $method) {
            if (str_starts_with($method, 'get')) {
                $value = $this->message->$method();
                $value = $value instanceof Traversable ? iterator_to_array($value) : $value;
                $fields[lcfirst(substr($method, 3))] = $value;
            }
        }
        $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;
        $text = $fields === [] ? '' : ' ' . json_encode($fields, $flags);
        return sprintf('%s to %s%s', $this->name(), $this->workerAddr, $text);
    }
}
