--TEST--
netsvr.coroutine, netsvr.pool_size and netsvr.pool_wait_ms: what is taken, and what is refused
--INI--
error_log=/dev/null
netsvr.coroutine=off
netsvr.pool_size=3
netsvr.pool_wait_ms=0
--FILE--
<?php
foreach (['netsvr.coroutine', 'netsvr.pool_size', 'netsvr.pool_wait_ms'] as $key) {
    printf("%s is %s\n", $key, ini_get($key));
}
foreach ([
    'netsvr.coroutine' => ['auto', ' AUTO ', 'off', '0', '', 'no', 'on', '1', 'swoole'],
    'netsvr.pool_size' => ['1', ' 8 ', '1024', '1025', '0', '-1', '', '4.5', 'many'],
    'netsvr.pool_wait_ms' => ['0', ' 250 ', '86400000', '86400001', '-1', '', '1s'],
] as $key => $values) {
    foreach ($values as $value) {
        $set = ini_set($key, $value) !== false ? 'taken' : 'refused';
        printf("%s = %s: %s, is %s\n", $key, var_export($value, true), $set, var_export(ini_get($key), true));
        ini_restore($key);
    }
}
?>
--EXPECT--
netsvr.coroutine is 
netsvr.pool_size is 3
netsvr.pool_wait_ms is 0
netsvr.coroutine = 'auto': taken, is 'auto'
netsvr.coroutine = ' AUTO ': taken, is ' AUTO '
netsvr.coroutine = 'off': taken, is 'off'
netsvr.coroutine = '0': taken, is '0'
netsvr.coroutine = '': taken, is ''
netsvr.coroutine = 'no': taken, is 'no'
netsvr.coroutine = 'on': refused, is ''
netsvr.coroutine = '1': refused, is ''
netsvr.coroutine = 'swoole': refused, is ''
netsvr.pool_size = '1': taken, is '1'
netsvr.pool_size = ' 8 ': taken, is ' 8 '
netsvr.pool_size = '1024': taken, is '1024'
netsvr.pool_size = '1025': refused, is '3'
netsvr.pool_size = '0': refused, is '3'
netsvr.pool_size = '-1': refused, is '3'
netsvr.pool_size = '': refused, is '3'
netsvr.pool_size = '4.5': refused, is '3'
netsvr.pool_size = 'many': refused, is '3'
netsvr.pool_wait_ms = '0': taken, is '0'
netsvr.pool_wait_ms = ' 250 ': taken, is ' 250 '
netsvr.pool_wait_ms = '86400000': taken, is '86400000'
netsvr.pool_wait_ms = '86400001': refused, is '0'
netsvr.pool_wait_ms = '-1': refused, is '0'
netsvr.pool_wait_ms = '': refused, is '0'
netsvr.pool_wait_ms = '1s': refused, is '0'
