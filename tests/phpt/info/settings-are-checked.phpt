--TEST--
Settings: sizes and choices are checked when they are set, the others stay as they were
--INI--
error_log=/dev/null
--FILE--
<?php
foreach ([
    ['netsvr.max_packet_size', '1G'],
    ['netsvr.max_packet_size', '4096'],
    ['netsvr.max_packet_size', '63'],
    ['netsvr.max_packet_size', '5G'],
    ['netsvr.max_packet_size', '-1'],
    ['netsvr.max_packet_size', 'large'],
    ['netsvr.send_packet_limit', ' 64k '],
    ['netsvr.send_packet_limit', ''],
    ['netsvr.on_send_failure', 'throw'],
    ['netsvr.on_send_failure', 'Log'],
    ['netsvr.on_send_failure', 'ignore'],
    ['netsvr.text_check', 'Warn'],
    ['netsvr.text_check', ' throw '],
    ['netsvr.text_check', '0'],
    ['netsvr.text_check', ''],
    ['netsvr.text_check', 'log'],
    ['netsvr.text_check', '1'],
    ['netsvr.start', ' All '],
    ['netsvr.start', 'some'],
    ['netsvr.functions', '0'],
    ['netsvr.api', 'off'],
    ['netsvr.persistent', '0'],
    ['netsvr.backoff_base_ms', '0'],
    ['netsvr.backoff_base_ms', ' 250 '],
    ['netsvr.backoff_base_ms', '-1'],
    ['netsvr.backoff_base_ms', '0.5'],
    ['netsvr.backoff_max_ms', '86400000'],
    ['netsvr.backoff_max_ms', '86400001'],
    ['netsvr.backoff_max_ms', 'never'],
    ['netsvr.max_receive_buffer', '63'],
    ['netsvr.max_receive_buffer', '64K'],
    ['netsvr.handler_max_ms', '250'],
    ['netsvr.handler_max_ms', '-1'],
    ['netsvr.handler_max_ms', '10s'],
    ['netsvr.dns_ttl', '0'],
    ['netsvr.dns_ttl', '86401'],
    ['netsvr.dns_ttl', '30s'],
    ['netsvr.coroutine', ' Off '],
    ['netsvr.coroutine', '0'],
    ['netsvr.coroutine', 'AUTO'],
    ['netsvr.coroutine', '1'],
    ['netsvr.coroutine', 'swoole'],
    ['netsvr.coroutine', ''],
    ['netsvr.pool_size', '1'],
    ['netsvr.pool_size', ' 1024 '],
    ['netsvr.pool_size', '1025'],
    ['netsvr.pool_size', '0'],
    ['netsvr.pool_size', '-1'],
    ['netsvr.pool_size', '8x'],
    ['netsvr.pool_wait_ms', '0'],
    ['netsvr.pool_wait_ms', '86400000'],
    ['netsvr.pool_wait_ms', '86400001'],
    ['netsvr.pool_wait_ms', '1s'],
    ['netsvr.log_level', ''],
    ['netsvr.log_level', 'Warning'],
    ['netsvr.log_level', 'trace'],
    ['netsvr.log_level', 'off'],
    ['netsvr.log_level', 'loud'],
] as [$key, $value]) {
    $set = ini_set($key, $value) !== false ? 'taken' : 'refused';
    printf("%s = %s: %s, is %s\n", $key, var_export($value, true), $set, var_export(ini_get($key), true));
    ini_restore($key);
}
?>
--EXPECT--
netsvr.max_packet_size = '1G': taken, is '1G'
netsvr.max_packet_size = '4096': taken, is '4096'
netsvr.max_packet_size = '63': refused, is '64M'
netsvr.max_packet_size = '5G': refused, is '64M'
netsvr.max_packet_size = '-1': refused, is '64M'
netsvr.max_packet_size = 'large': refused, is '64M'
netsvr.send_packet_limit = ' 64k ': taken, is ' 64k '
netsvr.send_packet_limit = '': refused, is '2M'
netsvr.on_send_failure = 'throw': taken, is 'throw'
netsvr.on_send_failure = 'Log': taken, is 'Log'
netsvr.on_send_failure = 'ignore': refused, is 'log'
netsvr.text_check = 'Warn': taken, is 'Warn'
netsvr.text_check = ' throw ': taken, is ' throw '
netsvr.text_check = '0': taken, is '0'
netsvr.text_check = '': taken, is ''
netsvr.text_check = 'log': refused, is 'off'
netsvr.text_check = '1': refused, is 'off'
netsvr.start = ' All ': taken, is ' All '
netsvr.start = 'some': refused, is 'any'
netsvr.functions = '0': refused, is 'auto'
netsvr.api = 'off': refused, is '4'
netsvr.persistent = '0': refused, is '1'
netsvr.backoff_base_ms = '0': taken, is '0'
netsvr.backoff_base_ms = ' 250 ': taken, is ' 250 '
netsvr.backoff_base_ms = '-1': refused, is '100'
netsvr.backoff_base_ms = '0.5': refused, is '100'
netsvr.backoff_max_ms = '86400000': taken, is '86400000'
netsvr.backoff_max_ms = '86400001': refused, is '3000'
netsvr.backoff_max_ms = 'never': refused, is '3000'
netsvr.max_receive_buffer = '63': refused, is '16M'
netsvr.max_receive_buffer = '64K': taken, is '64K'
netsvr.handler_max_ms = '250': taken, is '250'
netsvr.handler_max_ms = '-1': refused, is '0'
netsvr.handler_max_ms = '10s': refused, is '0'
netsvr.dns_ttl = '0': taken, is '0'
netsvr.dns_ttl = '86401': refused, is '30'
netsvr.dns_ttl = '30s': refused, is '30'
netsvr.coroutine = ' Off ': taken, is ' Off '
netsvr.coroutine = '0': taken, is '0'
netsvr.coroutine = 'AUTO': taken, is 'AUTO'
netsvr.coroutine = '1': refused, is 'auto'
netsvr.coroutine = 'swoole': refused, is 'auto'
netsvr.coroutine = '': taken, is ''
netsvr.pool_size = '1': taken, is '1'
netsvr.pool_size = ' 1024 ': taken, is ' 1024 '
netsvr.pool_size = '1025': refused, is '8'
netsvr.pool_size = '0': refused, is '8'
netsvr.pool_size = '-1': refused, is '8'
netsvr.pool_size = '8x': refused, is '8'
netsvr.pool_wait_ms = '0': taken, is '0'
netsvr.pool_wait_ms = '86400000': taken, is '86400000'
netsvr.pool_wait_ms = '86400001': refused, is '1000'
netsvr.pool_wait_ms = '1s': refused, is '1000'
netsvr.log_level = '': taken, is ''
netsvr.log_level = 'Warning': taken, is 'Warning'
netsvr.log_level = 'trace': taken, is 'trace'
netsvr.log_level = 'off': taken, is 'off'
netsvr.log_level = 'loud': refused, is 'off'
