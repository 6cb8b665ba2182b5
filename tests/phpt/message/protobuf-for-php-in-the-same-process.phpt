--TEST--
With Google's protobuf runtime loaded everything works as without, and setters take its RepeatedField and MapField
--EXTENSIONS--
ctype
--SKIPIF--
<?php
if (!is_file('/usr/share/php/Google/Protobuf/Internal/Message.php')) {
    echo 'skip Debian package php-google-protobuf is not installed';
}
--FILE--
<?php
// its iterator of maps creates a property that it does not declare
error_reporting(E_ALL & ~E_DEPRECATED);
spl_autoload_register(static function (string $class): void {
    $file = '/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
    if (preg_match('~^(Google\\\\Protobuf|GPBMetadata)\\\\~', $class) && is_file($file)) {
        require $file;
    }
});

use Google\Protobuf\Internal\GPBType;
use Google\Protobuf\Internal\MapField;
use Google\Protobuf\Internal\RepeatedField;

$topics = new RepeatedField(GPBType::STRING);
$topics[] = 'a';
$topics[] = '7';
$transfer = (new Netsvr\Transfer())->setTopics($topics);
$topics[] = 'not seen by the message';
echo get_class($transfer->getTopics()), ' ', $transfer->serializeToJsonString(), "\n";
echo (new Netsvr\Transfer(['topics' => $topics]))->serializeToJsonString(), "\n";

$counts = new MapField(GPBType::STRING, GPBType::INT32);
$counts['a'] = 1;
$counts['77'] = 2;
$answer = (new Netsvr\TopicUniqIdCountResp())->setItems($counts);
echo get_class($answer->getItems()), ' ', $answer->serializeToJsonString(), "\n";

$numbers = new RepeatedField(GPBType::INT32);
$numbers[] = 5;
echo $transfer->setTopics($numbers)->serializeToJsonString(), "\n";
$bytes = new RepeatedField(GPBType::BYTES);
$bytes[] = "\xff";
foreach ([[$answer, 'setItems', $topics], [$transfer, 'setTopics', $bytes]] as [$message, $setter, $value]) {
    try {
        $message->$setter($value);
        echo "taken\n";
    } catch (Exception $exception) {
        echo $exception->getMessage(), "\n";
    }
}

// a message of that runtime does its own work meanwhile
$google = new Google\Protobuf\StringValue(['value' => 'their own']);
$again = new Google\Protobuf\StringValue();
$again->mergeFromString($google->serializeToString());
var_dump($again->getValue(), $again instanceof Netsvr\Message, $transfer instanceof Google\Protobuf\Internal\Message);
try {
    $transfer->mergeFrom($google);
} catch (TypeError $error) {
    echo get_class($error), "\n";
}
require __DIR__ . '/user-code.inc';
--EXPECT--
Netsvr\RepeatedField {"topics":["a","7"]}
{"topics":["a","7","not seen by the message"]}
Netsvr\MapField {"items":{"a":1,"77":2}}
{"topics":["5"]}
Expect integer.
Expect utf-8 encoding.
string(9) "their own"
bool(false)
bool(false)
TypeError
UserCode\LoggedTransfer {"uniqId":"u2","customerId":"c","topics":["t","more"],"data":"ZGF0YQ=="} 0a02753212016322017422046d6f72652a0464617461
bool(true)
bool(false)
open u a=1
message of c: data 2
close u
TypeError
NetsvrBusiness\Exception\DecodeException
__construct serializeToString getTopics getUniqId clear
__construct mergeFromString discardUnknownFields mergeFromJsonString setTopics setUniqId mergeFrom serializeToJsonString serializeToString getTopics
