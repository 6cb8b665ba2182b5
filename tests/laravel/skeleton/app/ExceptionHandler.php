<?php
declare(strict_types=1);

namespace App;

final class ExceptionHandler extends \Illuminate\Foundation\Exceptions\Handler
{
}
