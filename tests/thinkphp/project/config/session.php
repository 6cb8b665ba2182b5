<?php
return ['name' => 'PHPSESSID', 'type' => 'file', 'expire' => 1440];
