--TEST--
netsvr:work with another APP_KEY than the one that the page has its key from
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Laravel\Broadcasting\Applications::fromConfig([[]], 'base64:one', 'laravel:')->serving('0123456789abcdef0123'),
    where: '0123456789abcdef0123',
    why: 'No application here has the key',
    change: 'APP_KEY',
);
?>
--EXPECT--
says where, why and what to change
