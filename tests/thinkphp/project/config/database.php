<?php
return [
    'default' => 'sqlite',
    'trigger_sql' => false,
    'connections' => ['sqlite' => ['type' => 'sqlite', 'database' => app()->getRuntimePath() . 'database.sqlite']],
];
