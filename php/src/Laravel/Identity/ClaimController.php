<?php
/*
 * Makes a connection that of the user who is logged in; Netsvr::claims() makes its route.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

use Illuminate\Auth\AuthenticationException;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConnectionSignature;
use Symfony\Component\HttpKernel\Exception\AccessDeniedHttpException;

final class ClaimController
{
    /** What the connection is told once it is the user's. */
    private const CLAIMED = '{"event":"netsvr:claimed"}';

    public function __construct(
        private readonly ConnectionSignature $signature,
        private readonly Applications $applications
    ) {
    }

    /**
     * @return JsonResponse `{"customerId": "…"}`; the connection gets `netsvr:claimed` when its gateway knows it, too
     * @throws AuthenticationException when nobody is logged in
     * @throws AccessDeniedHttpException when the request does not prove that the connection is its own
     */
    public function claim(Request $request): JsonResponse
    {
        $user = $request->user() ?? throw new AuthenticationException();
        $uniqId = SocketId::uniqId($request->input('socket_id') ?? $request->input('uniqId'));
        $signature = $request->input('signature');
        if ($uniqId === null || !is_string($signature) || !$this->signature->verify($signature, $uniqId)) {
            throw new AccessDeniedHttpException('netsvr: the signature is not the one that this connection was greeted with.');
        }
        $identity = new Redeemed(Users::customerId($this->applications->default(), $user), Users::session($user));
        NetBus::connInfoUpdate($identity->update($uniqId)->setData(self::CLAIMED));
        return new JsonResponse(['customerId' => $identity->customerId]);
    }
}
