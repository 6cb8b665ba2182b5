--TEST--
What serialize() wrote of messages of the pure-PHP protobuf runtime comes back equal, with and without that runtime
--EXTENSIONS--
ctype
--FILE--
<?php
// its iterator of maps creates a property that it does not declare
error_reporting(E_ALL & ~E_DEPRECATED);

// a case a line: class, bytes in hex, what serialize() of protobuf 3.21.12 for PHP wrote, in base64
$cases = json_decode(file_get_contents(__DIR__ . '/../../support/php-runtime-messages.json'), true);

function compare(array $cases): void
{
    $equal = 0;
    foreach ($cases as ['name' => $name, 'class' => $class, 'bytes' => $bytes, 'serialized' => $serialized]) {
        $message = unserialize(base64_decode($serialized));
        $expected = new $class();
        $expected->mergeFromString(hex2bin($bytes));
        if (get_class($message) === $class && $message == $expected && bin2hex($message->serializeToString()) === $bytes) {
            $equal++;
        } else {
            echo "$name differs: ", bin2hex($message->serializeToString()), "\n";
        }
    }
    echo "$equal of ", count($cases), " equal\n";
}

compare($cases);

if (is_file('/usr/share/php/Google/Protobuf/Internal/Message.php')) {
    spl_autoload_register(static function (string $class): void {
        $file = '/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
        if (preg_match('~^(Google\\\\Protobuf|GPBMetadata)\\\\~', $class) && is_file($file)) {
            require $file;
        }
    });
}
compare($cases);

// a list that is none, text that is no text, a number that is none
$mark = "\0Google\\Protobuf\\Internal\\Message\0";
$foreign = [
    ["{$mark}desc" => null, "\0Netsvr\\Transfer\0topics" => new stdClass()],
    ["{$mark}desc" => null, "\0Netsvr\\Transfer\0topics" => 'text'],
    ["{$mark}desc" => null, "\0*\0uniqId" => "\xff"],
    ["{$mark}desc" => null, "\0*\0uniqId" => []],
    ["{$mark}desc" => null, "{$mark}unknown" => "\x08"],
    ["{$mark}desc" => null, "{$mark}unknown" => [], "\0*\0uniqId" => null, "\0*\0data" => "\xff"],
];
foreach ($foreign as $data) {
    try {
        $message = unserialize('O:15:"Netsvr\Transfer"' . substr(serialize($data), 1));
        echo bin2hex($message->serializeToString()), "\n";
    } catch (Exception $exception) {
        echo get_class($exception), ': ', $exception->getMessage(), "\n";
    }
}
--EXPECT--
15 of 15 equal
15 of 15 equal
NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'topics'.
Exception: Expect array.
Exception: Expect utf-8 encoding.
InvalidArgumentException: Expect string.
NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside varint.
2a01ff
