<?php
return ['pusher' => ['handler' => app\Pusher::class]];
