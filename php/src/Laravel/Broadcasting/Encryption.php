<?php
/*
 * The data of messages on encrypted channels, as the Pusher libraries encrypt it: secretbox of NaCl.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use LogicException;

final class Encryption
{
    /**
     * @param string $data a JSON text
     * @return array{nonce: string, ciphertext: string} base64, both
     * @throws LogicException when the application has no key, or PHP no sodium
     */
    public static function seal(Application $application, string $channel, string $data): array
    {
        $secret = $application->sharedSecret($channel);
        if (!function_exists('sodium_crypto_secretbox')) {
            throw new LogicException("netsvr: the encrypted channel $channel needs PHP's extension sodium");
        }
        $nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
        $sealed = sodium_crypto_secretbox($data, $nonce, $secret);
        return ['nonce' => base64_encode($nonce), 'ciphertext' => base64_encode($sealed)];
    }

    /**
     * @param array{nonce: string, ciphertext: string} $sealed
     * @return string|null null for what was sealed with another secret
     */
    public static function open(Application $application, string $channel, array $sealed): ?string
    {
        $data = sodium_crypto_secretbox_open(
            base64_decode($sealed['ciphertext']),
            base64_decode($sealed['nonce']),
            $application->sharedSecret($channel)
        );
        return $data === false ? null : $data;
    }
}
