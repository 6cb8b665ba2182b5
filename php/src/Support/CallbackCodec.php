<?php
/*
 * The bodies of the callbacks of gateways 8.x: what they post as messages, and the answer as bytes. Knows no framework,
 * and nothing of HTTP.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Exception;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\ConnOpenResp;
use Netsvr\Transfer;
use NetsvrBusiness\Exception\DecodeException;

final class CallbackCodec
{
    /** The type of all three bodies. */
    public const CONTENT_TYPE = 'application/x-protobuf';

    /**
     * What is posted to OnOpenCallbackApi.
     *
     * @throws DecodeException for a body that is no ConnOpen
     * @throws Exception `Expect utf-8 encoding.` for text that is not UTF-8
     */
    public static function opening(string $body): ConnOpen
    {
        // ConnOpen has other field numbers here, where the extension speaks to gateways 5.x, than with those that have
        // callbacks. The five strings of theirs stand where Transfer has fields 1 to 5.
        $fields = new Transfer();
        $fields->mergeFromString($body);
        $realIps = iterator_to_array($fields->getTopics());
        $message = new ConnOpen();
        return $message
            ->setUniqId($fields->getUniqId())
            ->setRawQuery($fields->getCustomerId())
            ->setXForwardedFor($fields->getSession())
            ->setXRealIp((string)end($realIps))
            ->setRemoteAddr($fields->getData());
    }

    /**
     * What is posted to OnCloseCallbackApi.
     *
     * @throws DecodeException for a body that is no ConnClose
     * @throws Exception `Expect utf-8 encoding.` for text that is not UTF-8
     */
    public static function closed(string $body): ConnClose
    {
        $message = new ConnClose();
        $message->mergeFromString($body);
        return $message;
    }

    /** What OnOpenCallbackApi answers. An empty body refuses the client, too. */
    public static function answer(ConnOpenResp $answer): string
    {
        return $answer->serializeToString();
    }
}
