--TEST--
NetBus: bulk ids and data that have the same keys pair by key, lists by position; keys without a partner are a ValueError
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $uniqIds = ['ann' => $scene->ann->uniqId, 'bob' => $scene->bob->uniqId, 'dan' => $scene->dan->uniqId];
    $customers = ['ann' => 'anna', 'bob' => 'bert', 'dan' => 'dave'];
    $topics = ['ann' => 'art', 'bob' => 'books', 'dan' => 'dance'];
    foreach ($customers as $name => $customer) {
        $scene->login($scene->$name, $customer, '', [$topics[$name]]);
    }
    $bulks = [
        'uniqIds' => [[NetBus::class, 'singleCastBulk'], $uniqIds],
        'customerIds' => [[NetBus::class, 'singleCastBulkByCustomerId'], $customers],
        'topics' => [[NetBus::class, 'topicPublishBulk'], $topics],
    ];
    foreach ($bulks as $key => [$call, $ids]) {
        echo "$key\n";
        $errors = [];
        $send = function (array $ids, array|string $data) use ($call, $key, &$errors): void {
            try {
                $call([$key => $ids, 'data' => $data]);
            } catch (ValueError | TypeError $error) {
                $errors[] = preg_replace('/.*: Argument #1 \(\$params\) /', '', $error->getMessage());
            }
        };
        $list = array_values($ids);
        $for = ['for ann', 'for bob', 'for dan'];

        // the same keys in another order
        $send($ids, ['dan' => 'named: for dan', 'ann' => 'named: for ann', 'bob' => 'named: for bob']);
        $sorted = $list;
        arsort($sorted);
        $send($sorted, $for);
        $send($list, array_reverse(['reversed: for ann', 'reversed: for bob', 'reversed: for dan'], true));
        // the same gaps on both sides, in the same order and in another
        $gaps = [2 => $list[0], 5 => $list[1], 9 => $list[2]];
        $send($gaps, [2 => 'gaps: for ann', 5 => 'gaps: for bob', 9 => 'gaps: for dan']);
        $send($gaps, [9 => 'gaps: for dan', 5 => 1.5, 2 => true]);
        // lists, one of which PHP keeps as a map
        $map = ['x' => 0] + $list;
        unset($map['x']);
        $send($map, ['lists: for ann', 'lists: for bob', 'lists: for dan']);
        // exactly one id
        $send(['dan' => $list[2]], ['x' => 'one id: 1', 'y' => 'one id: 2']);
        $send([7 => $list[2]], 'one id, one string');
        $scene->printReceived();

        // nothing else
        $send(array_filter([$list[0], null, $list[1]]), ['for ann', 'for bob']);
        $send(array_filter([$list[0], null, $list[1]]), ['for ann', 'for nobody', 'for bob']);
        $send(array_unique([$list[0], $list[0], $list[1]]), $for);
        $send($list, ['ann' => 'x', 'bob' => 'y', 'dan' => 'z']);
        $send($ids, ['ann' => 'x', 'bob' => 'y']);
        $send($ids, 'x');
        $send($ids, array_fill(10, 9, 'x'));
        $send([str_repeat('é', 100) => $list[0], '' => $list[1]], ['x', 'y']);
        $send($ids, ['dan' => 'x', 'ann' => null, 'bob' => 'y']);
        $scene->printReceived();
        // in full once, then what differs by method alone
        if (count($scene->gateways) === 1 && $key !== 'topics') {
            $scene->printEach('errors', $errors);
        } else {
            $scene->print('errors', count($errors));
        }
    }
    $scene->print('log', $scene->logger->take());
});
--EXPECT--
one gateway
uniqIds
  ann received "named: for ann", "for ann", "reversed: for ann", "gaps: for ann", "1", "lists: for ann"
  bob received "named: for bob", "for bob", "reversed: for bob", "gaps: for bob", "1.5", "lists: for bob"
  cat received nothing
  dan received "named: for dan", "for dan", "reversed: for dan", "gaps: for dan", "gaps: for dan", "lists: for dan", "one id: 1", "one id: 2", "one id, one string"
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
  errors:
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 2 uniqIds and 2 data given, no data under 2, no uniqId under 1; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 2 uniqIds and 3 data given, no uniqId under 1; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 2 uniqIds and 3 data given, no uniqId under 1; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 3 uniqIds and 3 data given, no data under 0, 1 and 2, no uniqId under \"ann\", \"bob\" and \"dan\"; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 3 uniqIds and 2 data given, no data under \"dan\"; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 3 uniqIds and 1 data given, no data under \"ann\", \"bob\" and \"dan\", no uniqId under 0; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 3 uniqIds and 9 data given, no data under \"ann\", \"bob\" and \"dan\", no uniqId under 10, 11, 12, 13, 14 and 4 more; array_values() makes lists, which pair by position"
    "must hold as many data as uniqIds under the same keys, or exactly one uniqId, 2 uniqIds and 2 data given, no data under \"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…\" and \"\", no uniqId under 0 and 1; array_values() makes lists, which pair by position"
    "must be a list of strings, null given at index \"ann\" of \"data\""
customerIds
  ann received "named: for ann", "for ann", "reversed: for ann", "gaps: for ann", "1", "lists: for ann"
  bob received "named: for bob", "for bob", "reversed: for bob", "gaps: for bob", "1.5", "lists: for bob"
  cat received nothing
  dan received "named: for dan", "for dan", "reversed: for dan", "gaps: for dan", "gaps: for dan", "lists: for dan", "one id: 1", "one id: 2", "one id, one string"
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
  errors:
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 2 customerIds and 2 data given, no data under 2, no customerId under 1; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 2 customerIds and 3 data given, no customerId under 1; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 2 customerIds and 3 data given, no customerId under 1; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 3 customerIds and 3 data given, no data under 0, 1 and 2, no customerId under \"ann\", \"bob\" and \"dan\"; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 3 customerIds and 2 data given, no data under \"dan\"; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 3 customerIds and 1 data given, no data under \"ann\", \"bob\" and \"dan\", no customerId under 0; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 3 customerIds and 9 data given, no data under \"ann\", \"bob\" and \"dan\", no customerId under 10, 11, 12, 13, 14 and 4 more; array_values() makes lists, which pair by position"
    "must hold as many data as customerIds under the same keys, or exactly one customerId, 2 customerIds and 2 data given, no data under \"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…\" and \"\", no customerId under 0 and 1; array_values() makes lists, which pair by position"
    "must be a list of strings, null given at index \"ann\" of \"data\""
topics
  ann received "named: for ann", "for ann", "reversed: for ann", "gaps: for ann", "1", "lists: for ann"
  bob received "named: for bob", "for bob", "reversed: for bob", "gaps: for bob", "1.5", "lists: for bob"
  cat received nothing
  dan received "named: for dan", "for dan", "reversed: for dan", "gaps: for dan", "gaps: for dan", "lists: for dan", "one id: 1", "one id: 2", "one id, one string"
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
  errors: 9
  log: ["info test connect to gateway 1 ok."]
two gateways
uniqIds
  ann received "named: for ann", "for ann", "reversed: for ann", "gaps: for ann", "1", "lists: for ann"
  bob received "named: for bob", "for bob", "reversed: for bob", "gaps: for bob", "1.5", "lists: for bob"
  cat received nothing
  dan received "named: for dan", "for dan", "reversed: for dan", "gaps: for dan", "gaps: for dan", "lists: for dan", "one id: 1", "one id: 2", "one id, one string"
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
  errors: 9
customerIds
  ann received "named: for ann", "for ann", "reversed: for ann", "gaps: for ann", "1", "lists: for ann"
  bob received "named: for bob", "for bob", "reversed: for bob", "gaps: for bob", "1.5", "lists: for bob"
  cat received nothing
  dan received "named: for dan", "for dan", "reversed: for dan", "gaps: for dan", "gaps: for dan", "lists: for dan", "one id: 1", "one id: 2", "one id, one string"
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
  errors: 9
topics
  ann received "named: for ann", "for ann", "reversed: for ann", "gaps: for ann", "1", "lists: for ann"
  bob received "named: for bob", "for bob", "reversed: for bob", "gaps: for bob", "1.5", "lists: for bob"
  cat received nothing
  dan received "named: for dan", "for dan", "reversed: for dan", "gaps: for dan", "gaps: for dan", "lists: for dan", "one id: 1", "one id: 2", "one id, one string"
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
  errors: 9
  log: ["info test connect to gateway 1 ok.","info test connect to gateway 2 ok."]
