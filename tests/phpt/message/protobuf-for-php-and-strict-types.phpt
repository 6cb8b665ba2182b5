--TEST--
With Google's protobuf runtime loaded, user code with strict types works as without
--EXTENSIONS--
ctype
--SKIPIF--
<?php
if (!is_file('/usr/share/php/Google/Protobuf/Internal/Message.php')) {
    echo 'skip Debian package php-google-protobuf is not installed';
}
--FILE--
<?php
declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $file = '/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
    if (preg_match('~^(Google\\\\Protobuf|GPBMetadata)\\\\~', $class) && is_file($file)) {
        require $file;
    }
});

use Google\Protobuf\Internal\GPBType;
use Google\Protobuf\Internal\RepeatedField;

$topics = new RepeatedField(GPBType::STRING);
$topics[] = 'a';
$topics[] = '7';
echo (new Netsvr\Transfer(['topics' => $topics]))->setTopics($topics)->serializeToJsonString(), "\n";
eval('declare(strict_types=1);' . strstr((string)file_get_contents(__DIR__ . '/user-code.inc'), 'namespace'));
--EXPECT--
{"topics":["a","7"]}
UserCode\LoggedTransfer {"uniqId":"u2","customerId":"c","topics":["t","more"],"data":"ZGF0YQ=="} 0a02753212016322017422046d6f72652a0464617461
bool(true)
bool(false)
open u a=1
message of c: data 2
close u
TypeError
strict types
__construct serializeToString getTopics getUniqId clear
__construct mergeFromString discardUnknownFields mergeFromJsonString setTopics setUniqId mergeFrom serializeToJsonString serializeToString getTopics
