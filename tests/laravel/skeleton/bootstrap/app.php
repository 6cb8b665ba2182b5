<?php
/* As a Laravel project has it: of Laravel 11 and newer, or of one before. */
declare(strict_types=1);

return require __DIR__ . (method_exists(Illuminate\Foundation\Application::class, 'configure') ? '/configured.php' : '/kernels.php');
