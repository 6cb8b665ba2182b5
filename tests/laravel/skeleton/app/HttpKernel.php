<?php
declare(strict_types=1);

namespace App;

final class HttpKernel extends \Illuminate\Foundation\Http\Kernel
{
}
