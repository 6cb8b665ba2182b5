<?php
return ['url' => 'http://shop.example', 'default_timezone' => 'Asia/Shanghai', 'show_error_msg' => true];
