--TEST--
API 8, netsvr.text_check: each call of NetBus looks at its data; warn tells the logger and sends, throw sends nothing to any gateway
--INI--
netsvr.api=8
netsvr.gateway=5
--FILE--
<?php
require __DIR__ . '/every-call.inc';
--EXPECT--
singleCast: , for uniqId ann
  {"bytes":9,"call":"singleCast","offset":3,"uniqId":"ann"}
singleCastByCustomerId: , for customerId customer-1
  {"bytes":9,"call":"singleCastByCustomerId","offset":3,"customerId":"customer-1"}
singleCastBulk, pairs: , for uniqId cat
  {"bytes":9,"call":"singleCastBulk","offset":3,"uniqId":"cat"}
singleCastBulk, lists: , for uniqId ann; 1 more in this call
  {"bytes":9,"call":"singleCastBulk","offset":3,"uniqId":"ann"}
singleCastBulk, one id: , for uniqId cat
  {"bytes":9,"call":"singleCastBulk","offset":3,"uniqId":"cat"}
singleCastBulk, by keys: , for uniqId bob
  {"bytes":9,"call":"singleCastBulk","offset":3,"uniqId":"bob"}
singleCastBulkByCustomerId: , for customerId 7
  {"bytes":9,"call":"singleCastBulkByCustomerId","offset":3,"customerId":"7"}
multicast, two gateways: , for uniqId ann and 2 more
  {"bytes":9,"call":"multicast","offset":3,"uniqId":"ann"}
multicast, one client: , for uniqId ann
  {"bytes":9,"call":"multicast","offset":3,"uniqId":"ann"}
multicastByCustomerId: , for customerId 7 and 1 more
  {"bytes":9,"call":"multicastByCustomerId","offset":3,"customerId":"7"}
broadcast: 
  {"bytes":9,"call":"broadcast","offset":3}
topicPublish: , for topic news and 1 more
  {"bytes":9,"call":"topicPublish","offset":3,"topic":"news"}
topicPublishBulk: , for topic sport
  {"bytes":9,"call":"topicPublishBulk","offset":3,"topic":"sport"}
topicSubscribe: , for uniqId ann
  {"bytes":9,"call":"topicSubscribe","offset":3,"uniqId":"ann"}
topicUnsubscribe: , for uniqId ann
  {"bytes":9,"call":"topicUnsubscribe","offset":3,"uniqId":"ann"}
topicDelete: , for topic news
  {"bytes":9,"call":"topicDelete","offset":3,"topic":"news"}
forceOffline: , for uniqId cat
  {"bytes":9,"call":"forceOffline","offset":3,"uniqId":"cat"}
forceOfflineByCustomerId: , for customerId 7
  {"bytes":9,"call":"forceOfflineByCustomerId","offset":3,"customerId":"7"}
forceOfflineGuest: , for uniqId ann
  {"bytes":9,"call":"forceOfflineGuest","offset":3,"uniqId":"ann"}
connInfoUpdate: , for uniqId ann
  {"bytes":9,"call":"connInfoUpdate","offset":3,"uniqId":"ann"}
connInfoDelete: , for uniqId cat
  {"bytes":9,"call":"connInfoDelete","offset":3,"uniqId":"cat"}
connections: 1
connections: 1
