--TEST--
API 8: all sixteen results read the same from the answers as they came and from the messages in data; rows, keys and their order
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Results;

Results::bind();
$text = static fn(mixed $value): string => strtr(
    json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR),
    [Results::ONE => 'A', Results::OTHER => 'B', Results::ID_OF_ONE => 'a', Results::ID_OF_OTHER => 'b']
);
foreach (Results::queries() as $name => $ask) {
    echo $name, ' ', strrchr($ask()::class, '\\'), "\n";
    foreach (['toArray', 'getUniqIds', 'getCount'] as $method) {
        if (!method_exists($ask(), $method)) {
            continue;
        }
        [$unread, $read] = [$ask(), $ask()];
        if (count($read->data) !== 2) {
            echo "data has ", count($read->data), " messages\n";
        }
        $found = $unread->$method();
        echo $method === 'toArray' ? '' : "  $method " . $text($found) . "\n";
        if ($found !== $read->$method()) {
            echo "  $method differs: ", $text($read->$method()), "\n";
        }
    }
    foreach ($ask()->toArray() as $row) {
        echo '  ', $text($row), "\n";
    }
}
?>
--EXPECT--
checkOnline \CheckOnlineRet
  getUniqIds ["a",12,"b"]
  {"addr":"A","uniqIds":["a","12"]}
  {"addr":"B","uniqIds":["b","12"]}
connInfo \ConnInfoRet
  {"addr":"A","uniqId":"a","customerId":"77","session":"{\"é\":1}","topics":["t","5"]}
  {"addr":"A","uniqId":"12","customerId":"","session":"","topics":[]}
  {"addr":"B","uniqId":"b","customerId":"77","session":"{\"é\":1}","topics":["t","5"]}
  {"addr":"B","uniqId":"12","customerId":"","session":"","topics":[]}
connInfoByCustomerId \ConnInfoByCustomerIdRet
  getUniqIds ["a","12","b","12"]
  {"addr":"A","customerId":"77","uniqId":"a","session":"s","topics":[]}
  {"addr":"A","customerId":"77","uniqId":"12","session":"","topics":["t"]}
  {"addr":"B","customerId":"77","uniqId":"b","session":"s","topics":[]}
  {"addr":"B","customerId":"77","uniqId":"12","session":"","topics":["t"]}
customerIdCount \CustomerIdCountRet
  {"addr":"A","count":2}
  {"addr":"B","count":2}
customerIdList \CustomerIdListRet
  {"addr":"A","customerIds":["77","c"]}
  {"addr":"B","customerIds":["77","c"]}
limit \LimitRet
  {"addr":"A","onMessage":200,"onOpen":100}
  {"addr":"B","onMessage":200,"onOpen":100}
metrics \MetricsRet
  {"addr":"A","item":3,"count":5000000000,"meanRate":1.235,"rate1":0,"rate5":0.5,"rate15":0}
  {"addr":"A","item":1,"count":0,"meanRate":0,"rate1":0,"rate5":0,"rate15":0}
  {"addr":"B","item":3,"count":5000000000,"meanRate":1.235,"rate1":0,"rate5":0.5,"rate15":0}
  {"addr":"B","item":1,"count":0,"meanRate":0,"rate1":0,"rate5":0,"rate15":0}
topicCount \TopicCountRet
  {"addr":"A","count":-1}
  {"addr":"B","count":-1}
topicCustomerIdCount \TopicCustomerIdCountRet
  {"addr":"A","topic":"t","count":2}
  {"addr":"A","topic":"5","count":0}
  {"addr":"B","topic":"t","count":2}
  {"addr":"B","topic":"5","count":0}
topicCustomerIdList \TopicCustomerIdListRet
  {"addr":"A","topic":"t","customerIds":["77","c"]}
  {"addr":"A","topic":"5","customerIds":[]}
  {"addr":"B","topic":"t","customerIds":["77","c"]}
  {"addr":"B","topic":"5","customerIds":[]}
topicCustomerIdToUniqIdsList \TopicCustomerIdToUniqIdsListRet
  {"addr":"A","topic":"t","customerId":"77","uniqIds":["a","12"]}
  {"addr":"A","topic":"t","customerId":"c","uniqIds":[]}
  {"addr":"B","topic":"t","customerId":"77","uniqIds":["b","12"]}
  {"addr":"B","topic":"t","customerId":"c","uniqIds":[]}
topicList \TopicListRet
  {"addr":"A","topics":["t","5"]}
  {"addr":"B","topics":["t","5"]}
topicUniqIdCount \TopicUniqIdCountRet
  {"addr":"A","topic":"t","count":2}
  {"addr":"A","topic":"5","count":0}
  {"addr":"B","topic":"t","count":2}
  {"addr":"B","topic":"5","count":0}
topicUniqIdList \TopicUniqIdListRet
  {"addr":"A","topic":"t","uniqIds":["a"]}
  {"addr":"A","topic":"5","uniqIds":[]}
  {"addr":"B","topic":"t","uniqIds":["b"]}
  {"addr":"B","topic":"5","uniqIds":[]}
uniqIdCount \UniqIdCountRet
  getCount 4294967294
  {"addr":"A","count":2147483647}
  {"addr":"B","count":2147483647}
uniqIdList \UniqIdListRet
  getUniqIds ["a","12","b","12"]
  {"addr":"A","uniqIds":["a","12"]}
  {"addr":"B","uniqIds":["b","12"]}
