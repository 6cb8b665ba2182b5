<?php
return ['driver' => 'array', 'lifetime' => 120, 'expire_on_close' => false, 'lottery' => [2, 100], 'cookie' => 'session'];
