<?php
return array_filter([
    getenv('TEST_OWN_BOOTSTRAP') ? app\OwnBootstrap::class : null,
    getenv('TEST_LATE') ? app\LateBootstrap::class : null,
]);
