<?php

return [
    NetsvrBusiness\Webman\Bootstrap::class,
];
