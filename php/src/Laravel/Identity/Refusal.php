<?php
/*
 * Why a ticket is refused. The texts are for the client, too: they tell nothing that helps to forge one.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

enum Refusal: string
{
    case Expired = 'The ticket has expired.';
    case Used = 'The ticket has been used.';
    case Forged = 'The ticket is not valid.';
    case Foreign = 'The ticket is one of another application.';
}
