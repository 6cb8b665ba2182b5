--TEST--
CallbackCodec: reads what gateways 8.x post, whatever generation the extension speaks, and writes what they read
--FILE--
<?php
require __DIR__ . '/../../support/library.php';

use Netsvr\ConnOpen;
use Netsvr\ConnOpenResp;
use NetsvrBusiness\Support\CallbackCodec;

function text(int $field, string $text): string
{
    return chr($field << 3 | 2) . chr(strlen($text)) . $text;
}

function show(string $what, callable $read): void
{
    try {
        $message = $read();
    } catch (Throwable $thrown) {
        echo "$what: ", get_class($thrown), ": {$thrown->getMessage()}\n";
        return;
    }
    $fields = $message instanceof ConnOpen
        ? [$message->getUniqId(), $message->getRawQuery(), $message->getXForwardedFor(), $message->getXRealIp(), $message->getRemoteAddr()]
        : [$message->getUniqId(), $message->getCustomerId(), $message->getSession(), iterator_to_array($message->getTopics())];
    echo "$what: ", json_encode($fields, JSON_UNESCAPED_SLASHES), "\n";
}

$all = text(1, 'u') . text(2, 'q') . text(3, 'f') . text(4, 'r') . text(5, 'a');
show('all fields', fn() => CallbackCodec::opening($all));
show('in another order', fn() => CallbackCodec::opening(text(5, 'a') . text(3, 'f') . text(1, 'u')));
show('the last one counts', fn() => CallbackCodec::opening(text(4, 'r') . text(4, '0') . text(1, 'u') . text(1, 'v')));
show('none', fn() => CallbackCodec::opening(''));
show('fields of a later gateway', fn() => CallbackCodec::opening($all . text(15, 'x') . "\x30\x01"));
show('4 kB', fn() => strlen(CallbackCodec::opening("\x22\x80\x20" . str_repeat('t', 4096))->getXRealIp()) === 4096
    ? CallbackCodec::opening('') : throw new LogicException('too short'));
for ($length = 1, $refused = 0; $length < strlen($all); $length++) {
    try {
        CallbackCodec::opening(substr($all, 0, $length));
    } catch (NetsvrBusiness\Exception\DecodeException) {
        $refused++;
    }
}
// four cuts leave whole fields
echo "cut off: $refused of ", strlen($all) - 1, " refused\n";
for ($field = 1; $field <= 5; $field++) {
    show("field $field is no text", fn() => CallbackCodec::opening(text($field, "\xff")));
}
show('no message', fn() => CallbackCodec::opening('{"uniqId": "u"}'));

$end = text(1, 'u') . text(2, 'c') . text(3, 's') . text(4, 't') . text(4, 'v');
show('an end', fn() => CallbackCodec::closed($end));
show('an end without more', fn() => CallbackCodec::closed(text(1, 'u')));
show('an end cut off', fn() => CallbackCodec::closed(substr($end, 0, -1)));

$answer = (new ConnOpenResp())->setAllow(true)->setNewSession('s')->setNewCustomerId('c')->setNewTopics(['t', 'v'])->setData("\xff");
$expected = "\x08\x01" . text(2, 's') . text(3, 'c') . text(4, 't') . text(4, 'v') . text(5, "\xff");
echo 'an answer: ', CallbackCodec::answer($answer) === $expected ? 'right' : bin2hex(CallbackCodec::answer($answer)), "\n";
echo 'a refusal: ', bin2hex(CallbackCodec::answer((new ConnOpenResp())->setData('no'))), "\n";
echo 'a refusal without a word: "', CallbackCodec::answer(new ConnOpenResp()), "\"\n";
?>
--EXPECT--
all fields: ["u","q","f","r","a"]
in another order: ["u","","f","","a"]
the last one counts: ["v","","","0",""]
none: ["","","","",""]
fields of a later gateway: ["u","q","f","r","a"]
4 kB: ["","","","",""]
cut off: 10 of 14 refused
field 1 is no text: Exception: Expect utf-8 encoding.
field 2 is no text: Exception: Expect utf-8 encoding.
field 3 is no text: Exception: Expect utf-8 encoding.
field 4 is no text: Exception: Expect utf-8 encoding.
field 5 is no text: Exception: Expect utf-8 encoding.
no message: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected wire type.
an end: ["u","c","s",["t","v"]]
an end without more: ["u","","",[]]
an end cut off: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside length delimited data.
an answer: right
a refusal: 2a026e6f
a refusal without a word: ""
