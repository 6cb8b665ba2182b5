<?php
return ['url' => 'http://shop.example', 'with_route' => false, 'default_timezone' => 'Asia/Shanghai', 'show_error_msg' => true];
