<?php
/*
 * Notifications of Laravel to all connections of a user: `via() => ['netsvr']`. Unlike those via `broadcast` they come
 * without a job of their own, and reach clients that subscribe to nothing.
 *
 * What is sent is what toNetsvr() gives, else toBroadcast(), else toArray(): a string as it is; an array as the event
 * that `Echo.private('App.Models.User.7').notification()` waits for; a NetsvrMessage as the event that it names.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Notifications;

use Illuminate\Contracts\Container\Container;
use Illuminate\Notifications\AnonymousNotifiable;
use Illuminate\Notifications\Events\BroadcastNotificationCreated;
use Illuminate\Notifications\Messages\BroadcastMessage;
use Illuminate\Notifications\Notification;
use LogicException;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Dialect;
use NetsvrBusiness\Laravel\Broadcasting\Envelope;
use NetsvrBusiness\Laravel\Broadcasting\MessageIds;
use NetsvrBusiness\Laravel\Broadcasting\Publisher;
use NetsvrBusiness\Laravel\Identity\Users;

class NetsvrChannel
{
    private readonly Application $application;

    public function __construct(private readonly Container $container, Applications $applications)
    {
        $this->application = $applications->default();
    }

    /**
     * @param mixed $notifiable
     * @throws LogicException for a notification that says nothing, and a notifiable that has no id
     * @throws \Illuminate\Broadcasting\BroadcastException when it could not be sent, as `throw` of the broadcasting
     *     connection says: a queued one is tried again then
     */
    public function send($notifiable, Notification $notification): void
    {
        $customerIds = $this->customerIds($notifiable, $notification);
        if ($customerIds === []) {
            return;
        }
        $message = self::message($notifiable, $notification);
        $throw = $this->container->make('config')->get('broadcasting.connections.netsvr.throw') ?? Publisher::ALL;
        $publisher = new Publisher($this->application, $this->container, $throw);
        if (is_string($message)) {
            $publisher->toCustomers($customerIds, ['' => $message], get_class($notification));
            return;
        }
        $event = new BroadcastNotificationCreated($notifiable, $notification, is_array($message) ? $message : []);
        [$name, $data, $channels] = $message instanceof NetsvrMessage
            ? [$message->event, $message->data, $message->channel === null ? null : [$message->channel]]
            : [self::name($event), $event->broadcastWith(), null];
        $channels ??= self::channels($event, $notifiable, $notification);
        $envelope = new Envelope($this->application, Dialect::checked($this->container->make('config')->get('netsvr.dialect')));
        $id = $this->container->make(MessageIds::class)->next();
        $texts = [];
        foreach ($channels ?: [''] as $channel) {
            $texts[$channel] = $envelope->text($name, $channel === '' ? null : $channel, $data, $id);
        }
        $publisher->toCustomers($customerIds, $texts, $name);
    }

    /** @return list<string> what routeNotificationForNetsvr() gives: users, ids, or a list; else the notifiable itself */
    private function customerIds(mixed $notifiable, Notification $notification): array
    {
        $route = method_exists($notifiable, 'routeNotificationFor')
            ? $notifiable->routeNotificationFor('netsvr', $notification)
            : null;
        $route ??= $notifiable instanceof AnonymousNotifiable ? [] : $notifiable;
        $customerIds = [];
        foreach (is_iterable($route) ? $route : [$route] as $user) {
            if ($user === '' || $user === false) {
                continue;
            }
            $customerIds[] = Users::customerId($this->application, $user);
        }
        return array_values(array_unique($customerIds));
    }

    /** @return string|array<array-key, mixed>|NetsvrMessage */
    private static function message(mixed $notifiable, Notification $notification): string|array|NetsvrMessage
    {
        foreach (['toNetsvr', 'toBroadcast', 'toArray'] as $method) {
            if (method_exists($notification, $method)) {
                $message = $notification->$method($notifiable);
                return $message instanceof BroadcastMessage ? $message->data : $message;
            }
        }
        throw new LogicException('netsvr: ' . get_class($notification) . ' has no toNetsvr(), toBroadcast() or toArray()');
    }

    /** @return list<string> none where nothing says which: then Echo has to listen to the connection itself */
    private static function channels(
        BroadcastNotificationCreated $event,
        mixed $notifiable,
        Notification $notification
    ): array {
        $named = method_exists($notifiable, 'receivesBroadcastNotificationsOn') || method_exists($notifiable, 'getKey');
        $channels = $named && !$notifiable instanceof AnonymousNotifiable
            ? $event->broadcastOn()
            : $notification->broadcastOn();
        return array_map(static fn(mixed $channel): string => (string)$channel, is_array($channels) ? array_values($channels) : [$channels]);
    }

    private static function name(BroadcastNotificationCreated $event): string
    {
        // Laravel has broadcastAs() from 10 on.
        return method_exists($event, 'broadcastAs') ? $event->broadcastAs() : BroadcastNotificationCreated::class;
    }
}
