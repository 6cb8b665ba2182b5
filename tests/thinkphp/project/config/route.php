<?php
return ['url_route_must' => false, 'default_controller' => 'Index', 'default_action' => 'index', 'controller_layer' => 'controller'];
