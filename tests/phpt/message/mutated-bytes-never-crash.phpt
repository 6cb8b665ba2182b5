--TEST--
Valid bytes that are mutated parse or are refused, in every message, and what parses serialises to what parses
--FILE--
<?php
mt_srand(20240229);
$samples = [];
foreach (['0a01612a0164', '0a0c0a02373712060a01731a0178', '0a080801120408011005', '08ffffffff0710011dcdcccc3d', 'f23f0361626390400a'] as $hex) {
    $samples[] = hex2bin($hex);
}
$classes = ['Transfer', 'ConnInfoResp', 'MetricsResp', 'MetricsRespItem', 'TopicCustomerIdToUniqIdsListResp', 'RegisterReq',
    'ConnInfoByCustomerIdResp', 'TopicUniqIdCountResp', 'UnRegisterResp', 'SingleCastBulk', 'RegisterResp', 'ConnInfoReq'];
[$parsed, $refused] = [0, 0];
for ($i = 0; $i < 60000; $i++) {
    $bytes = $samples[mt_rand(0, 4)] . $samples[mt_rand(0, 4)];
    for ($changes = mt_rand(0, 4); $changes > 0; $changes--) {
        $bytes[mt_rand(0, strlen($bytes) - 1)] = chr(mt_rand(0, 255));
    }
    $bytes = substr($bytes, 0, mt_rand(1, strlen($bytes)));
    $class = 'Netsvr\\' . $classes[$i % count($classes)];
    $message = new $class();
    try {
        $message->mergeFromString($bytes);
        $again = new $class();
        $again->mergeFromString($message->serializeToString());
        if ($again->serializeToString() !== $message->serializeToString()) {
            echo "$class ", bin2hex($bytes), " serialises differently the second time\n";
        }
        $parsed++;
    } catch (Exception) {
        $refused++;
    }
}
var_dump($parsed > 1000, $refused > 1000);
--EXPECT--
bool(true)
bool(true)
