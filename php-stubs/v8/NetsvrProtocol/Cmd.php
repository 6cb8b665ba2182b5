<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * The commands of the protocol: the first 4 bytes of a frame, big-endian. 9000010xx come from the gateway. 9000020xx
 * get no answer. 9000030xx are answered with the same command.
 */
class Cmd
{
    public const Placeholder = 0;
    public const ConnOpen = 900001001;
    public const ConnClose = 900001002;
    public const Transfer = 900001003;
    public const ConnInfoUpdate = 900002001;
    public const ConnInfoDelete = 900002002;
    public const Broadcast = 900002003;
    public const Multicast = 900002004;
    public const MulticastByCustomerId = 900002005;
    public const SingleCast = 900002006;
    public const SingleCastBulk = 900002007;
    public const SingleCastByCustomerId = 900002008;
    public const SingleCastBulkByCustomerId = 900002009;
    public const TopicSubscribe = 900002010;
    public const TopicUnsubscribe = 900002011;
    public const TopicDelete = 900002012;
    public const TopicPublish = 900002013;
    public const TopicPublishBulk = 900002014;
    public const ForceOffline = 900002015;
    public const ForceOfflineByCustomerId = 900002016;
    public const ForceOfflineGuest = 900002017;
    public const Register = 900003001;
    public const Unregister = 900003002;
    public const CheckOnline = 900003003;
    public const CustomerIdList = 900003004;
    public const CustomerIdCount = 900003005;
    public const UniqIdList = 900003006;
    public const UniqIdCount = 900003007;
    public const TopicList = 900003008;
    public const TopicCount = 900003009;
    public const TopicUniqIdList = 900003010;
    public const TopicUniqIdCount = 900003011;
    public const TopicCustomerIdList = 900003012;
    public const TopicCustomerIdToUniqIdsList = 900003013;
    public const TopicCustomerIdCount = 900003014;
    public const ConnInfo = 900003015;
    public const ConnInfoByCustomerId = 900003016;
    public const Metrics = 900003017;
    public const Limit = 900003018;

    /**
     * The name of the constant with a value.
     *
     * @param int $value
     * @return string
     * @throws \UnexpectedValueException when no constant has it
     */
    public static function name($value)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The value of a constant by its name. The name is converted to upper case first, so constants of Cmd, whose
     * names have lower-case letters, are not found: use the constants themselves.
     *
     * @param string $name
     * @return int
     * @throws \UnexpectedValueException when there is none
     */
    public static function value($name)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
