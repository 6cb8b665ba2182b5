<?php
/*
 * The login of the project: whoever comes is user 7.
 */
declare(strict_types=1);

namespace app\controller;

class Login
{
    public function index(): string
    {
        session('user_id', 7);
        return 'logged in';
    }
}
