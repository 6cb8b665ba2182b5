<?php
return method_exists(Illuminate\Foundation\Application::class, 'configure') ? [] : [
    Illuminate\Cookie\CookieServiceProvider::class,
    Illuminate\Notifications\NotificationServiceProvider::class,
    Illuminate\Pipeline\PipelineServiceProvider::class,
    Illuminate\Session\SessionServiceProvider::class,
    Illuminate\Translation\TranslationServiceProvider::class,
    Illuminate\Validation\ValidationServiceProvider::class,
    App\Providers\ShopServiceProvider::class,
];
