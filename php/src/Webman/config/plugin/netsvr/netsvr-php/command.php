<?php

return [
    NetsvrBusiness\Webman\Command\StatusCommand::class,
    NetsvrBusiness\Webman\Command\MetricsCommand::class,
    NetsvrBusiness\Webman\Command\SecretCommand::class,
    NetsvrBusiness\Webman\Command\MakeHandlerCommand::class,
];
