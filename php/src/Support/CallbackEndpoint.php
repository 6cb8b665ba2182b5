<?php
/*
 * Answers the callbacks of gateways 8.x: checks who asks, asks the application, and makes an answer of whatever becomes
 * of that. Knows no framework; what a framework has for HTTP stands around it.
 *
 *     POST …/open   OnOpenCallbackApi    ConnOpen -> ConnOpenResp
 *     POST …/close  OnCloseCallbackApi   ConnClose -> nothing
 *
 * Which connections never were: gateways tell of the end of every TCP connection, and of those that were not let in
 * they have nothing. Processes of php-fpm have nothing in common to remember the others in, so the gateway does: a
 * client that is let in without customerId, session and topics gets the topic MARK. Who comes back empty was not let in.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnOpenResp;
use Psr\Log\LoggerInterface;
use RuntimeException;
use SensitiveParameter;
use Throwable;

final class CallbackEndpoint
{
    /** Seconds for the application's answer: less than CallbackApiDeadline of the gateway. */
    public const BUDGET = 2.5;
    /** The topic of a client of which its gateway would have nothing to keep. */
    public const MARK = 'netsvr:opened';

    /**
     * @param Closure(): Callbacks $callbacks called for each request that needs it
     * @param float $budget seconds after which an admission is too late: the gateway has thrown the client out by then
     * @param (Closure(Opening, Admission): void)|null $opened called once a client has been let in, before the gateway
     *     hears of it
     * @param (Closure(Closed): void)|null $closed called after Callbacks::closed()
     * @param (Closure(Throwable): void)|null $report takes what was thrown, besides the line in the log
     */
    public function __construct(
        private readonly Closure $callbacks,
        private readonly CallbackSecret $secret,
        private readonly LoggerInterface $logger,
        private readonly float $budget = self::BUDGET,
        private readonly ?Closure $opened = null,
        private readonly ?Closure $closed = null,
        private readonly ?Closure $report = null
    ) {
    }

    /**
     * @param string $authorization the header of that name; empty when there is none
     * @param float|null $began when the request came, as microtime(true) counts; null: now
     */
    public function open(
        #[SensitiveParameter] string $authorization,
        string $body,
        ?float $began = null
    ): CallbackAnswer {
        return $this->answer('open', $authorization, function () use ($body, $began): string {
            $deadline = ($began ?? microtime(true)) + $this->budget;
            return CallbackCodec::answer($this->admit(Opening::of(CallbackCodec::opening($body), $deadline)));
        });
    }

    /** @param string $authorization the header of that name; empty when there is none */
    public function close(#[SensitiveParameter] string $authorization, string $body): CallbackAnswer
    {
        return $this->answer('close', $authorization, function () use ($body): string {
            $this->forget(CallbackCodec::closed($body));
            return '';
        });
    }

    /**
     * @internal
     * @throws Throwable whatever the application throws, but Denied
     */
    public function admit(Opening $opening): ConnOpenResp
    {
        try {
            $admission = ($this->callbacks)()->opening($opening);
        } catch (Denied $denied) {
            return (new ConnOpenResp())->setData($denied->data);
        }
        $topics = array_values(array_filter($admission->topics, static fn(string $topic): bool => $topic !== ''));
        if ($admission->customerId . $admission->session === '' && $topics === []) {
            $topics = [self::MARK];
        }
        $answer = (new ConnOpenResp())
            ->setAllow(true)
            ->setNewCustomerId($admission->customerId)
            ->setNewSession($admission->session)
            ->setNewTopics($topics)
            ->setData($admission->data);
        if ($opening->secondsLeft() <= 0.0) {
            throw new RuntimeException("opening() took longer than the $this->budget seconds that it has");
        }
        $this->opened !== null && ($this->opened)($opening, $admission);
        return $answer;
    }

    /**
     * @internal
     * @throws Throwable whatever the application throws
     */
    public function forget(ConnClose $message): void
    {
        $topics = iterator_to_array($message->getTopics());
        if ($message->getCustomerId() . $message->getSession() === '' && $topics === []) {
            return;
        }
        $topics = array_values(array_diff($topics, [self::MARK]));
        $closed = new Closed($message->getUniqId(), $message->getCustomerId(), $message->getSession(), $topics);
        ($this->callbacks)()->closed($closed);
        $this->closed !== null && ($this->closed)($closed);
    }

    /** @param Closure(): string $body makes the body of the answer; when it throws there is none, which refuses a client */
    private function answer(
        string $callback,
        #[SensitiveParameter] string $authorization,
        Closure $body
    ): CallbackAnswer {
        if (!$this->secret->isSet()) {
            $this->logger->error(sprintf(
                'netsvr: the %s callback is refused: %s is not set, and the gateway has to show it; see netsvr:secret.',
                $callback,
                CallbackSecret::VARIABLE
            ));
        }
        if (!$this->secret->isIn($authorization)) {
            return CallbackAnswer::unauthorized();
        }
        try {
            return CallbackAnswer::of($body());
        } catch (Throwable $thrown) {
            $this->tell($callback, $thrown);
            return CallbackAnswer::of('');
        }
    }

    private function tell(string $callback, Throwable $thrown): void
    {
        $line = sprintf(
            'netsvr: the %s callback failed%s: %s: %s in %s:%d',
            $callback,
            $callback === 'open' ? ', the client is refused' : '',
            get_class($thrown),
            $thrown->getMessage(),
            $thrown->getFile(),
            $thrown->getLine()
        );
        try {
            $this->logger->error($line);
            $this->report !== null && ($this->report)($thrown);
        } catch (Throwable $another) {
            // The answer matters more than a log that fails.
            error_log("$line; and the log: {$another->getMessage()}");
        }
    }
}
