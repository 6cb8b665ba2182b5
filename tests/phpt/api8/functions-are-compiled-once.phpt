--TEST--
API 8: a process compiles the functions once, that with a class in its signature, too
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);
$folder = sys_get_temp_dir() . '/netsvr-functions-' . bin2hex(random_bytes(6));
mkdir($folder);
file_put_contents("$folder/request.php", <<<'PHP'
    <?php
    memory_reset_peak_usage();
    $before = memory_get_usage();
    $message = new NetsvrProtocol\UniqIdListResp(['uniqIds' => ['a', 'b']]);
    // PHP's compiler takes 32 KB and more for a while.
    echo memory_get_peak_usage() - $before > 16384 ? 'compiled ' : '';
    echo implode(' ', NetsvrBusiness\repeatedFieldToArray($message->getUniqIds())), "\n";
    try {
        NetsvrBusiness\repeatedFieldToArray($message);
    } catch (TypeError $error) {
        echo strstr($error->getMessage(), ', called', true), "\n";
    }
    PHP);
$server = new PhpServer("$folder/request.php", 'netsvr.api=8');
for ($request = 0; $request < 3; $request++) {
    echo $server->get('/');
}
echo preg_match('~^.*(?:leak|Freeing).*$~mi', $server->said(), $leaks) ? $leaks[0] : '';
$server->stop();
array_map(unlink(...), glob("$folder/*"));
rmdir($folder);
?>
--EXPECT--
compiled a b
NetsvrBusiness\repeatedFieldToArray(): Argument #1 ($repeatedField) must be of type NetsvrProtocol\RepeatedField, NetsvrProtocol\UniqIdListResp given
a b
NetsvrBusiness\repeatedFieldToArray(): Argument #1 ($repeatedField) must be of type NetsvrProtocol\RepeatedField, NetsvrProtocol\UniqIdListResp given
a b
NetsvrBusiness\repeatedFieldToArray(): Argument #1 ($repeatedField) must be of type NetsvrProtocol\RepeatedField, NetsvrProtocol\UniqIdListResp given
