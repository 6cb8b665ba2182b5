--TEST--
No APP_KEY, and no secret of the application
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Laravel\Broadcasting\Applications::fromConfig([[]], '', 'laravel:'),
    where: 'netsvr: apps:',
    why: 'has no secret, and there is no APP_KEY to derive it from',
    change: 'php artisan key:generate',
);
?>
--EXPECT--
says where, why and what to change
