--TEST--
A byte that is no UTF-8 is found in text of any length, wherever it stands
--FILE--
<?php
use Netsvr\Transfer;

function refuses(callable $call): bool
{
    try {
        $call();
        return false;
    } catch (Exception) {
        return true;
    }
}

$missed = [];
for ($length = 1; $length <= 70; $length++) {
    for ($at = 0; $at < $length; $at++) {
        $text = str_repeat('x', $length);
        $text[$at] = "\xff";
        $calls = [
            'setter' => fn() => (new Transfer())->setUniqId($text),
            'field' => fn() => (new Transfer())->mergeFromString("\x0a" . chr($length) . $text),
            'first of a list' => fn() => (new Transfer())->mergeFromString("\x22" . chr($length) . $text),
            'second of a list' => fn() => (new Transfer())->mergeFromString("\x22\x01x\x22" . chr($length) . $text),
        ];
        foreach ($calls as $name => $call) {
            if (!refuses($call)) {
                $missed[] = "$name of $length bytes at $at";
            }
        }
    }
    foreach (['x', "\u{e9}", "\u{20ac}", "\u{1f600}"] as $letter) {
        $text = $letter . str_repeat('x', $length) . $letter;
        $message = new Transfer();
        $message->mergeFromString("\x0a" . chr(strlen($text)) . $text . "\x22" . chr(strlen($text)) . $text);
        $same = new Transfer();
        $same->setUniqId(substr($text, 0));
        if ($message->getUniqId() !== $text || $message->getTopics()[0] !== $text || $same->getUniqId() !== $text) {
            $missed[] = "text of $length bytes between two $letter";
        }
    }
}
echo implode("\n", $missed), "none missed\n";
?>
--EXPECT--
none missed
