<?php
return ['debug' => true, 'error_reporting' => E_ALL & ~E_DEPRECATED, 'default_timezone' => 'UTC'];
