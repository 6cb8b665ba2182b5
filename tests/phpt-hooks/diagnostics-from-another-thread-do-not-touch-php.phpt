--TEST--
What another thread has to say goes to standard error, not through PHP, at the same level
--INI--
error_log=/dev/null
netsvr.log_level=error
--FILE--
<?php
NetsvrBusiness\Native\logFromThread('from beside PHP');
ini_set('netsvr.log_level', 'off');
NetsvrBusiness\Native\logFromThread('not wanted any more');
echo "done\n";
?>
--EXPECT--
netsvr: [error] from beside PHP
done
