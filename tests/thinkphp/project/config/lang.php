<?php
return ['default_lang' => 'zh-cn'];
