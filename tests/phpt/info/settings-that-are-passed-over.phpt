--TEST--
Settings: a value in php.ini that is no value of its key is passed over with a warning
--INI--
netsvr.on_send_failure=thrown
netsvr.max_packet_size=5MB
netsvr.backoff_max_ms=3s
netsvr.log_level=loud
netsvr.functions=never
netsvr.api=9
netsvr.persistent=enabled
netsvr.send_packet_limit=1M
--FILE--
<?php
foreach (['on_send_failure', 'max_packet_size', 'backoff_max_ms', 'log_level', 'functions', 'api', 'persistent', 'send_packet_limit'] as $key) {
    echo $key, ' = ', ini_get("netsvr.$key"), "\n";
}
?>
--EXPECT--
Warning: netsvr.max_packet_size=5MB is passed over, it must be 64 to 4294967295 bytes, in digits, with or without K, M or G behind them; the default, or what was set before, stays in force in Unknown on line 0

Warning: netsvr.on_send_failure=thrown is passed over, it must be log or throw; the default, or what was set before, stays in force in Unknown on line 0

Warning: netsvr.api=9 is passed over, it must be 4, 8 or off, and the same for the whole process; the default, or what was set before, stays in force in Unknown on line 0

Warning: netsvr.functions=never is passed over, it must be auto, 0 or 1; the default, or what was set before, stays in force in Unknown on line 0

Warning: netsvr.persistent=enabled is passed over, it must be 0 or 1; the default, or what was set before, stays in force in Unknown on line 0

Warning: netsvr.backoff_max_ms=3s is passed over, it must be 0 to 86400000 milliseconds, in digits; the default, or what was set before, stays in force in Unknown on line 0

Warning: netsvr.log_level=loud is passed over, it must be off, error, warn, info, debug or trace; the default, or what was set before, stays in force in Unknown on line 0
on_send_failure = log
max_packet_size = 64M
backoff_max_ms = 3000
log_level = off
functions = auto
api = 4
persistent = 1
send_packet_limit = 1M
