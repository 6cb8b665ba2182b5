<?php
declare(strict_types=1);

namespace App;

use Illuminate\Http\Request;
use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConnectionSignature;

/** As in php/README.md: the connection that a user proves to be theirs is that user's from now on. */
final class ClaimController
{
    public function __invoke(Request $request, ConnectionSignature $signature): array
    {
        [$uniqId, $proof] = [(string)$request->input('uniqId'), (string)$request->input('signature')];
        abort_unless($signature->verify($proof, $uniqId), 403);
        NetBus::connInfoUpdate((new ConnInfoUpdate())
            ->setUniqId($uniqId)
            ->setNewCustomerId((string)$request->user()->id)
            ->setNewTopics(["user.{$request->user()->id}"])
            ->setData('{"event": "welcome"}'));
        return ['claimed' => $uniqId];
    }
}
